package dev.stet.ot.richtext;

import static dev.stet.ot.richtext.Notation.doc;
import static dev.stet.ot.richtext.Notation.json;
import static dev.stet.ot.richtext.Notation.op;
import static dev.stet.ot.richtext.Notation.write;
import static dev.stet.ot.richtext.RichTextType.RICH_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What the type does, by examples; those of {@code SPEC.md} are here. */
class RichTextTypeTest {
    @Test
    void isKnownByTheNameItHasInTheField() {
        assertThat(RICH_TEXT.name()).isEqualTo("rich-text");
        assertThat(RICH_TEXT.uri()).isEqualTo("http://sharejs.org/types/rich-text/v1");
        assertThat(RICH_TEXT.yielding()).isEqualTo(Side.LEFT);
    }

    @Test
    void appliesAnOperation() {
        RichText document = RICH_TEXT.decodeSnapshot(List.of(Map.of("insert", "Hello you")));
        RichText after = RICH_TEXT.apply(document, json("""
                        [{"retain": 6}, {"insert": "all", "attributes": {"bold": true}}, {"delete": 3}]"""));
        assertThat(RICH_TEXT.encodeSnapshot(after)).isEqualTo(parsed("""
                        [{"insert": "Hello "}, {"insert": "all", "attributes": {"bold": true}}]"""));
    }

    @Test
    void takesAttributesAway() {
        assertThat(write(RICH_TEXT.apply(doc("'ab'{b,i}"), op("1{-b}")))).isEqualTo("'a'{i} 'b'{b,i}");
        assertThat(write(RICH_TEXT.apply(doc("'ab'{b}"), op("1{-b}")))).isEqualTo("'a' 'b'{b}");
        assertThat(write(RICH_TEXT.apply(doc("'ab'"), op("2{-b}")))).isEqualTo("'ab'");
    }

    @Test
    void readsTheBareListAndTheOpsOfAnObject() {
        String list = "[{\"retain\":1},{\"insert\":\"x\"}]";
        assertThat(json("{\"ops\":" + list + "}")).isEqualTo(json(list)).isEqualTo(op("1 'x'"));
        assertThat(RICH_TEXT.decodeSnapshot(Map.of("ops", List.of(Map.of("insert", "x")))))
                .isEqualTo(doc("'x'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        [{"delete":1},{"insert":"x"},{"delete":1},{"insert":"y"}]                   | 'xy' -2
        [{"insert":"a"},{"insert":"b"},{"retain":1},{"retain":1},{"insert":"c"}]    | 'ab' 2 'c'
        [{"insert":"a","attributes":{}},{"insert":"b"},{"retain":3}]                | 'ab'
        [{"retain":1,"attributes":{"b":true}},{"retain":2,"attributes":{"b":true}}] | 3{b}
        [{"insert":{"p":true}},{"insert":{"p":true}}]                               | @p @p
        [{"insert":"x","attributes":{"b":null}}]                                    | 'x'{-b}
        [{"retain":2.0},{"insert":"x"}]                                             | 2 'x'
        [{"retain":7}]                                                              | .
        []                                                                          | .
        """)
    void normalisesWhatItReads(String read, String canonical) {
        assertThat(write(json(read))).isEqualTo(canonical);
        assertThat(json(read)).isEqualTo(op(canonical)).hasSameHashCodeAs(op(canonical));
    }

    @Test
    void concurrentInsertsAtOnePlaceStandInTheOrderOfTheirSides() {
        RichText document = RichText.of("Hello !");
        RichTextOperation submitted = op("6 'world'");
        RichTextOperation logged = op("6 'there'");
        RichTextOperation rebased = RICH_TEXT.transform(submitted, logged, Side.LEFT);
        assertThat(write(RICH_TEXT.apply(RICH_TEXT.apply(document, logged), rebased)))
                .isEqualTo("'Hello thereworld!'");
        RichTextOperation received = RICH_TEXT.transform(logged, submitted, Side.RIGHT);
        assertThat(write(RICH_TEXT.apply(RICH_TEXT.apply(document, submitted), received)))
                .isEqualTo("'Hello thereworld!'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'abcde'        | 1 'xy' -2     | 1 'bc' -2
        'abcde'{b}     | 1 -2          | 1 'bc'{b}
        'a' @p 'b'     | 1 -1          | 1 @p
        'ab'           | 1{b}          | 1{-b}
        'a'{b} 'b'     | 2{b}          | 1 1{-b}
        'a'{b=1} 'b'   | 2{b=2}        | 1{b=1} 1{-b}
        'ab'{b}        | 2{-b}         | 2{b}
        'ab'           | 2{-b}         | 2{-b}
        'ab'{b}        | 2{b}          | .
        'ab'{-b}       | 2{b}          | 'ab'{-b} -2
        'ab'{-b}       | 2{i}          | 2{-i}
        """)
    void inverts(String document, String operation, String inverse) {
        RichText before = doc(document);
        assertThat(write(RICH_TEXT.invert(op(operation), before))).isEqualTo(inverse);
        assertThat(RICH_TEXT.apply(RICH_TEXT.apply(before, op(operation)), op(inverse)))
                .isEqualTo(before);
    }

    /** The reference compares values by identity, and two objects that were read are never the same one. */
    @Test
    void invertingSetsObjectsAndListsBackEvenIfTheyWereTheSame() {
        for (Object value : List.of(Map.of("h", 1), List.of(1))) {
            RichTextOperation link = RichTextOperation.format(0, 1, Attributes.of("link", value));
            RichText linked = RICH_TEXT.apply(RichText.of("x"), link);
            assertThat(RICH_TEXT.invert(link, linked)).isEqualTo(link);
        }
    }

    @Test
    void attributesAreEqualByWhatTheySay() {
        assertThat(Attributes.of(Map.of("a", 1, "b", List.of())))
                .isEqualTo(Attributes.of(Map.of("b", List.of(), "a", 1.0)));
        assertThat(Attributes.of("a", 1)).isNotEqualTo(Attributes.of("a", 2)).isNotEqualTo(Attributes.of("b", 1));
        assertThat(Attributes.of("a", 1).value("a")).contains(JsonValue.of(1));
        assertThat(Attributes.of("a", 1).value("b")).isEmpty();
        assertThat(Attributes.of(Map.of())).isSameAs(Attributes.none());
        assertThat(Attributes.of("a", 1).toMap()).containsExactly(Map.entry("a", JsonValue.of(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'abc'             | 'abc'           | .
        .                 | 'abc'{b}        | 'abc'{b}
        'abc'             | .               | -3
        'abc'             | 'axc'           | 1 'x' -1
        'abc'             | 'a' 'b'{b} 'c'  | 1 1{b}
        'abc'{b}          | 'abc'           | 3{-b}
        'abcdef'          | 'abc'{b} 'dxf'  | 3{b} 1 'x' -1
        'abcdef'          | 'axc' 'def'{b}  | 1 'x' -1 1 3{b}
        'a'{b=1} 'bc'     | 'a'{b=2,i} 'bc' | 1{b=2,i}
        'a' @p 'b'        | 'a' @q 'b'      | 1 @q -1
        'a' @p 'b'        | 'a' @p{b} 'b'   | 1 1{b}
        'ab'              | 'ab'{-b}        | 'ab'{-b} -2
        'ab'{-b}          | 'ab'            | 2{-b}
        'a😀b'            | 'a😁b'          | 1 '😁' -2
        'a￼b'             | 'a' @p 'b'      | 1 @p -1
        'one two'         | 'on two' @p     | 2 -1 4 @p
        'a b c'           | 'x'{b} ' b' ' y'{i} | 'x'{b} -1 2 1{i} 'y'{i} -1
        '😀'{b} '😀'      | '😀'            | -2
        """)
    void differs(String before, String after, String difference) {
        assertThat(write(RICH_TEXT.diff(doc(before), doc(after)))).isEqualTo(difference);
        assertThat(RICH_TEXT.apply(doc(before), op(difference))).isEqualTo(doc(after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        2 | 2 'xx'     | 2 | 4
        0 | 'xx'       | 0 | 2
        2 | 2 @p       | 2 | 3
        3 | 2 'xx'     | 5 | 5
        2 | 1 'xx' -1  | 3 | 3
        3 | 1 -4       | 1 | 1
        3 | 1 4{b}     | 3 | 3
        3 | 5 'x'      | 3 | 3
        """)
    void movesCarets(int caret, String operation, int overAnothers, int overOnesOwn) {
        assertThat(RICH_TEXT.transformSelection(Selection.caret(caret), op(operation)))
                .contains(Selection.caret(overAnothers));
        assertThat(RICH_TEXT.transformOwnSelection(Selection.caret(caret), op(operation)))
                .isEqualTo(Selection.caret(overOnesOwn));
        assertThat(RICH_TEXT.transformSelection(Selection.of(caret, 0), op("9 'x'")))
                .contains(Selection.of(caret, 0));
    }

    @Test
    void containsSelectionsAtTheEndsButNotInsideASurrogatePair() {
        RichText document = doc("'a' '😀'{b} @p");
        assertThat(RICH_TEXT.contains(document, Selection.of(0, 4))).isTrue();
        assertThat(RICH_TEXT.contains(document, Selection.of(3, 1))).isTrue();
        assertThat(RICH_TEXT.contains(document, Selection.caret(2))).isFalse();
        assertThat(RICH_TEXT.contains(document, Selection.of(0, 5))).isFalse();
        assertThat(RICH_TEXT.contains(document, new Selection(List.of("x"), 0, 0)))
                .isFalse();
    }

    /** Positions count units; what a limit has to count is what is held. */
    @Test
    void sizeGrowsWithWhatAttributesAndEmbedsHold() {
        assertThat(RICH_TEXT.size(RichText.empty())).isZero();
        assertThat(RICH_TEXT.size(RichText.of("abc"))).isEqualTo(3);
        RichText bold = doc("'abc'{bold}");
        assertThat(bold.length()).isEqualTo(3);
        assertThat(RICH_TEXT.size(bold)).isEqualTo(3 + 32 + "bold".length() + "true".length());
        String picture = "data:".repeat(1_000);
        RichText embedded = RICH_TEXT.decodeSnapshot(List.of(Map.of("insert", Map.of("image", picture))));
        assertThat(embedded.length()).isEqualTo(1);
        assertThat(RICH_TEXT.size(embedded)).isGreaterThan(picture.length());
    }

    /** Why both sides of a session have to transform over the same units. */
    @Test
    void transformingOverACompositionMayGiveAnotherResult() {
        RichTextOperation a = op("1 'y'");
        RichTextOperation b0 = op("-1");
        RichTextOperation b1 = op("'x'");
        RichTextOperation stepByStep = RICH_TEXT.transform(RICH_TEXT.transform(a, b0, Side.RIGHT), b1, Side.RIGHT);
        RichTextOperation atOnce = RICH_TEXT.transform(a, RICH_TEXT.compose(b0, b1), Side.RIGHT);
        assertThat(write(RICH_TEXT.apply(RichText.of("x"), stepByStep))).isEqualTo("'yx'");
        assertThat(write(RICH_TEXT.apply(RichText.of("x"), atOnce))).isEqualTo("'xy'");
    }

    private static Object parsed(String json) {
        return JsonMapper.shared().readValue(json, Object.class);
    }
}
