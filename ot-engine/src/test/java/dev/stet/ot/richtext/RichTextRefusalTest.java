package dev.stet.ot.richtext;

import static dev.stet.ot.richtext.Notation.doc;
import static dev.stet.ot.richtext.Notation.json;
import static dev.stet.ot.richtext.Notation.op;
import static dev.stet.ot.richtext.Notation.write;
import static dev.stet.ot.richtext.RichTextType.RICH_TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.json.JsonValue;
import dev.stet.ot.text.Rope;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What is refused, by which rule, in which component, in which words. */
class RichTextRefusalTest {
    private static final int MOST = Integer.MAX_VALUE;
    private static final String COMPONENT =
            "a component must be an object with one of retain, insert and delete, and perhaps attributes, found=";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "x"                                  | MALFORMED       | -1 | an operation must be a list of components, found=string
        {"ops":1}                            | MALFORMED       | -1 | an operation must be a list of components, found=object
        {"ops":[],"x":1}                     | MALFORMED       | -1 | an operation must be a list of components, found=object of 2 fields
        [null]                               | MALFORMED       | 0  | *null
        ["x"]                                | MALFORMED       | 0  | *string
        [{"retain":1},{}]                    | MALFORMED       | 1  | *object of 0 fields
        [{"skip":1}]                         | MALFORMED       | 0  | *object
        [{"retain":1,"x":1}]                 | MALFORMED       | 0  | *object of 2 fields
        [{"retain":1,"insert":"x"}]          | MALFORMED       | 0  | *object of 2 fields
        [{"attributes":{}}]                  | MALFORMED       | 0  | *object
        [{"delete":1,"attributes":{"b":1}}]  | MALFORMED       | 0  | *object of 2 fields
        [{"insert":5}]                       | MALFORMED       | 0  | an insert must be a string or an object, found=object
        [{"insert":null}]                    | MALFORMED       | 0  | an insert must be a string or an object, found=object
        [{"insert":["x"]}]                   | MALFORMED       | 0  | an insert must be a string or an object, found=object
        [{"insert":"x","attributes":null}]   | MALFORMED       | 0  | attributes must be an object, found=null
        [{"retain":1,"attributes":["b"]}]    | MALFORMED       | 0  | attributes must be an object, found=list
        [{"retain":{"image":1}}]             | MALFORMED       | 0  | a length must be a number, found=object
        [{"delete":"1"}]                     | MALFORMED       | 0  | a length must be a number, found=string
        [{"retain":1.5}]                     | MALFORMED       | 0  | a length must be a whole number, length=1.5
        [{"retain":0}]                       | EMPTY_COMPONENT | 0  | a length must be 1 or more, length=0
        [{"insert":"x"},{"delete":-1}]       | EMPTY_COMPONENT | 1  | a length must be 1 or more, length=-1
        [{"insert":"x"},{"insert":""}]       | EMPTY_COMPONENT | 1  | an insert must not be empty
        [{"insert":"a"},{"insert":"\\ud83d"}] | LONE_SURROGATE | 1  | a text must not hold a lone surrogate, index=0
        [{"delete":2147483648}]              | TOO_LARGE       | 0  | a length is beyond the limit, length=2147483648 limit=2147483647
        [{"retain":2147483647},{"insert":"x"}] | TOO_LARGE     | 1  | an operation walks over more units than can be counted, before=2147483647 after=2147483648 limit=2147483647
        """)
    void refusesToRead(String json, Rule rule, int component, String message) {
        assertRefused(() -> json(json), rule, component, message.replace("*", COMPONENT));
    }

    @Test
    void refusesValuesThatAreNoWellFormedJson() {
        Map<String, Object> unpaired = Map.of("image", "\ud83d");
        assertRefused(() -> RICH_TEXT.decode(List.of(Map.of("insert", unpaired))), Rule.LONE_SURROGATE, 0, null);
        assertRefused(
                () -> RICH_TEXT.decode(List.of(Map.of("delete", 1), Map.of("insert", "x", "attributes", unpaired))),
                Rule.LONE_SURROGATE,
                1,
                null);
        Object deep = 1;
        for (int i = 0; i <= JsonValue.MAX_DEPTH; i++) {
            deep = List.of(deep);
        }
        Map<String, Object> nested = Map.of("b", deep);
        assertRefused(
                () -> RICH_TEXT.decode(List.of(Map.of("retain", 1, "attributes", nested))), Rule.TOO_DEEP, 0, null);
        assertRefused(() -> RICH_TEXT.decode(List.of(Map.of("insert", nested))), Rule.TOO_DEEP, 0, null);
        assertRefused(() -> Attributes.of("b", new Object()), Rule.MALFORMED, -1, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'ab'         | 3 'x'       | PAST_THE_END          | 0  | a component reaches past the end of the document, at=0 length=3 documentLength=2
        'ab'         | 1 -2        | PAST_THE_END          | 1  | a component reaches past the end of the document, at=1 length=2 documentLength=2
        'ab'         | 3{b}        | PAST_THE_END          | 0  | a component reaches past the end of the document, at=0 length=3 documentLength=2
        @p           | 'x' -1 1{b} | PAST_THE_END          | 2  | a component reaches past the end of the document, at=1 length=1 documentLength=1
        '😀a'        | 1 'x'       | SPLITS_SURROGATE_PAIR | 0  | a component would cut a surrogate pair, at=1
        '😀a'        | -1          | SPLITS_SURROGATE_PAIR | 0  | a component would cut a surrogate pair, at=1
        '😀a'        | 1{b}        | SPLITS_SURROGATE_PAIR | 0  | a component would cut a surrogate pair, at=1
        '😀a'        | 1{b} 1{i}   | SPLITS_SURROGATE_PAIR | 0  | a component would cut a surrogate pair, at=1
        @p 'a😀'{b}  | 2{b} -1     | SPLITS_SURROGATE_PAIR | 1  | a component would cut a surrogate pair, at=3
        """)
    void refusesToApplyAndToInvert(String document, String operation, Rule rule, int component, String message) {
        RichText before = doc(document);
        assertRefused(() -> RICH_TEXT.apply(before, op(operation)), rule, component, message);
        assertRefused(() -> RICH_TEXT.invert(op(operation), before), rule, component, message);
        assertThat(write(before)).isEqualTo(document);
    }

    @Test
    void appliesWhatEndsExactlyAtTheEnd() {
        assertThat(write(RICH_TEXT.apply(doc("'ab'"), op("2 'x'")))).isEqualTo("'abx'");
        assertThat(write(RICH_TEXT.apply(doc("'ab'"), op("1 -1")))).isEqualTo("'a'");
        assertThat(write(RICH_TEXT.apply(doc("'ab'"), op("1 1{b}")))).isEqualTo("'a' 'b'{b}");
        assertThat(write(RICH_TEXT.apply(doc("'😀'"), op("2{b}")))).isEqualTo("'😀'{b}");
    }

    @Test
    void refusesToMakeADocumentTooLong() {
        Rope half = Rope.of("x".repeat(1 << 16));
        while (half.length() < 1 << 30) {
            half = half.concat(half);
        }
        Rope rope = half.concat(half.slice(1, half.length()));
        RichText most = RichText.of(List.of(new Piece.Text(rope, Attributes.none())));
        for (String longer : List.of("7 @p", "7 'x' -1", "'x' 7 -1")) {
            assertRefused(
                    () -> RICH_TEXT.apply(most, op(longer)),
                    Rule.TOO_LARGE,
                    -1,
                    "the document would be longer than can be counted, length=2147483647 inserted=1");
        }
        RichText shorter = RICH_TEXT.apply(most, op("7 -1"));
        assertThat(RICH_TEXT.apply(shorter, op("7 @p")).length()).isEqualTo(MOST);
    }

    @Test
    void refusesToComposeWhatCutsAPairThatTheFirstInserted() {
        for (String second : List.of("2 'x'", "2 1{b}", "2{b}", "1 -1", "-2")) {
            assertThatThrownBy(() -> RICH_TEXT.compose(op("'a😀'"), op(second)))
                    .isInstanceOfSatisfying(
                            InvalidOperationException.class,
                            refusal -> assertThat(refusal.rule()).isEqualTo(Rule.SPLITS_SURROGATE_PAIR));
        }
        assertRefused(
                () -> RICH_TEXT.compose(op("'a😀'"), op("1{b} 1 'x'")),
                Rule.SPLITS_SURROGATE_PAIR,
                1,
                "a component would cut a surrogate pair that was inserted before");
    }

    @Test
    void refusesToComposeOrTransformPastWhatCanBeCounted() {
        RichTextOperation far = RichTextOperation.replace(MOST - 1, 0, "x", Attributes.none());
        assertRefused(() -> RICH_TEXT.compose(op("-2"), far), Rule.TOO_LARGE, 1, null);
        assertRefused(() -> RICH_TEXT.transform(far, op("'ab'"), Side.LEFT), Rule.TOO_LARGE, 1, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "x"                          | MALFORMED       | -1 | a rich text must be a list of components, found=string
        [{"insert":"a"},{"retain":1}] | MALFORMED      | 1  | a rich text holds nothing but inserts, found=object
        [{"delete":1}]               | MALFORMED       | 0  | a rich text holds nothing but inserts, found=object
        [{"insert":""}]              | EMPTY_COMPONENT | 0  | an insert must not be empty
        [{"insert":"\\ude00"}]       | LONE_SURROGATE  | 0  | a text must not hold a lone surrogate, index=0
        """)
    void refusesSnapshots(String json, Rule rule, int component, String message) {
        Object encoded = JsonMapper.shared().readValue(json, Object.class);
        assertRefused(() -> RICH_TEXT.decodeSnapshot(encoded), rule, component, message);
    }

    @Test
    void refusesSelectionsThatCannotBeInARichText() {
        Selection inObject = new Selection(List.of("title"), 0, 0);
        assertRefused(
                () -> RICH_TEXT.transformSelection(inObject, op("'x'")),
                Rule.MALFORMED,
                -1,
                "a selection in a rich text has no path, steps=1");
        assertRefused(
                () -> RICH_TEXT.transformOwnSelection(Selection.caret(MOST), op("'x'")),
                Rule.PAST_THE_END,
                -1,
                "a selection lies past the end of the document, position=2147483647");
    }

    @Test
    void refusesNegativeLengthsAndEmptyPiecesAsProgrammingErrors() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RichTextOperation.builder().retain(-1))
                .withMessage("a length cannot be negative, length=-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RichTextOperation.builder().delete(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Piece.Text(Rope.empty(), Attributes.none()));
        assertRefused(
                () -> RichTextOperation.builder().retain(1).insert("ab\ud83d"),
                Rule.LONE_SURROGATE,
                1,
                "a text must not hold a lone surrogate, index=2");
    }

    private static void assertRefused(ThrowingCallable act, Rule rule, int component, String message) {
        assertThatThrownBy(act).isInstanceOfSatisfying(InvalidOperationException.class, refusal -> {
            assertThat(refusal.rule()).isEqualTo(rule);
            assertThat(refusal.component()).isEqualTo(component);
            if (message != null) {
                assertThat(refusal).hasMessage(component < 0 ? message : message + " component=" + component);
            }
        });
    }
}
