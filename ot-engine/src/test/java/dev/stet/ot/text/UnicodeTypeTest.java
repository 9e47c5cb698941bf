package dev.stet.ot.text;

import static dev.stet.ot.text.Ops.unicode;
import static dev.stet.ot.text.UnicodeTextType.TEXT_UNICODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The type that counts code points by example, and what it refuses. */
class UnicodeTypeTest {
    private static final int MOST = Integer.MAX_VALUE;

    @Test
    void isKnownByNameAndUri() {
        assertThat(TEXT_UNICODE.name()).isEqualTo("text-unicode");
        assertThat(TEXT_UNICODE.uri()).isEqualTo("http://sharejs.org/types/text-unicode");
        assertThat(TEXT_UNICODE.empty()).isSameAs(Rope.empty());
        assertThat(TEXT_UNICODE.noop().isNoop()).isTrue();
        assertThat(TEXT_UNICODE.size(Rope.of("😀a"))).isEqualTo(2);
    }

    @Test
    void countsCodePoints() {
        Rope document = Rope.of("😀a");
        assertThat(TEXT_UNICODE.apply(document, unicode("[1,\"x\"]"))).hasToString("😀xa");
        assertThat(TEXT_UNICODE.apply(document, unicode("[{\"d\":1},1,\"😎\"]")))
                .hasToString("a😎");
        UnicodeOperation operation = unicode("[1,\"😎y\",{\"d\":\"a\"}]");
        assertThat(operation.baseLengthAtLeast()).isEqualTo(2);
        assertThat(operation.lengthChange()).isEqualTo(1);
        assertThat(operation.caretAfter()).isEqualTo(3);
    }

    @Test
    void listsItsComponents() {
        assertThat(unicode("[2,\"😎\",{\"d\":2},1,{\"d\":\"😀b\"}]").components())
                .containsExactly(
                        new UnicodeComponent.Retain(2),
                        new UnicodeComponent.Insert("😎"),
                        new UnicodeComponent.Delete(2),
                        new UnicodeComponent.Retain(1),
                        new UnicodeComponent.DeleteText("😀b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        [{"d":"a"},{"d":"😀"}]                | [{"d":"a😀"}]
        [{"d":"a"},{"d":2}]                    | [{"d":3}]
        [{"d":2},{"d":"a"}]                    | [{"d":3}]
        [{"d":"a"},{"d":2},{"d":"b"}]          | [{"d":4}]
        [{"d":"x"},1,{"d":"a"},{"d":"b"},{"d":1}] | [{"d":"x"},1,{"d":3}]
        [{"d":"x"},1,{"d":"a"},{"d":1},"i",{"d":"b"}] | [{"d":"x"},1,{"d":2},"i",{"d":"b"}]
        ["a","b",{"d":1},{"d":1}]              | ["ab",{"d":2}]
        """)
    void neighboursBecomeOneWhichSaysItsTextIfBothDid(String given, String canonical) {
        assertThat(unicode(given)).hasToString(canonical).isEqualTo(unicode(canonical));
    }

    @Test
    void deleteOfNothingDoesNotMakeItsNeighbourForgetItsText() {
        assertThat(UnicodeOperation.builder().delete("a").delete(0).delete("").build())
                .hasToString("[{\"d\":\"a\"}]");
    }

    @Test
    void deleteThatSaysItsTextIsAnotherOperationThanOneThatCounts() {
        assertThat(unicode("[{\"d\":\"a\"}]")).isNotEqualTo(unicode("[{\"d\":1}]"));
        assertThat(unicode("[{\"d\":\"a\"}]")).isNotEqualTo(unicode("[{\"d\":\"b\"}]"));
        assertThat(unicode("[{\"d\":\"a\"}]"))
                .isEqualTo(UnicodeOperation.builder().delete("a").build())
                .hasSameHashCodeAs(UnicodeOperation.builder().delete("a").build());
        assertThat((Object) unicode("[\"a\"]")).isNotEqualTo(Ops.op("[\"a\"]"));
    }

    @Test
    void invertsWithoutTheDocumentIfEveryDeleteSaysItsText() {
        UnicodeOperation operation = unicode("[1,{\"d\":\"b\"},\"😎y\"]");
        assertThat(operation.isInvertible()).isTrue();
        assertThat(operation.invert()).hasToString("[1,\"b\",{\"d\":\"😎y\"}]");
        assertThat(operation.invert().invert()).isEqualTo(operation);
        UnicodeOperation counting = unicode("[1,\"x\",{\"d\":1}]");
        assertThat(counting.isInvertible()).isFalse();
        assertThatThrownBy(counting::invert)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a delete that does not say its text cannot be inverted, component=2");
    }

    @Test
    void deletesLearnAndForgetTheirTexts() {
        Rope document = Rope.of("😀b😁d");
        UnicodeOperation counting = unicode("[{\"d\":1},\"x\",1,{\"d\":2}]");
        UnicodeOperation saying = unicode("[{\"d\":\"😀\"},\"x\",1,{\"d\":\"😁d\"}]");
        assertThat(counting.makeInvertible(document)).isEqualTo(saying);
        assertThat(saying.makeInvertible(document)).isSameAs(saying);
        assertThat(saying.stripInvertible()).isEqualTo(counting);
        assertThat(counting.stripInvertible()).isSameAs(counting);
        assertThat(TEXT_UNICODE.invert(counting, document)).hasToString("[\"😀\",{\"d\":\"x\"},1,\"😁d\"]");
        UnicodeOperation half = unicode("[{\"d\":\"😀\"},1,{\"d\":2}]");
        assertThat(half.makeInvertible(document)).hasToString("[{\"d\":\"😀\"},1,{\"d\":\"😁d\"}]");
        assertThat(half.stripInvertible()).hasToString("[{\"d\":1},1,{\"d\":2}]");
    }

    @Test
    void movesSelectionsByCodePoints() {
        UnicodeOperation operation = unicode("[1,\"😎😎\",{\"d\":1}]");
        assertThat(TEXT_UNICODE.transformSelection(Selection.of(1, 3), operation))
                .contains(Selection.of(1, 4));
        assertThat(TEXT_UNICODE.contains(Rope.of("😀a"), Selection.of(2, 0))).isTrue();
        assertThat(TEXT_UNICODE.contains(Rope.of("😀a"), Selection.of(3, 0))).isFalse();
        assertThat(TEXT_UNICODE.contains(Rope.of("😀a"), Selection.of(0, 3))).isFalse();
        assertThat(TEXT_UNICODE.contains(Rope.of("a"), new Selection(List.of("x"), 0, 0)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"d":1}             | MALFORMED       | -1 | an operation must be a list of components, found=object
        ["x",true]          | MALFORMED       | 1  | a component must be a number, a string or an object with one number or string named d, found=boolean
        [{"d":["a"]}]       | MALFORMED       | 0  | a component must be a number, a string or an object with one number or string named d, found=object
        [{"d":"a","e":1}]   | MALFORMED       | 0  | a component must be a number, a string or an object with one number or string named d, found=object of 2 fields
        [1,{"d":""}]        | EMPTY_COMPONENT | 1  | a delete must not be empty
        [1,""]              | EMPTY_COMPONENT | 1  | an insert must not be empty
        [{"d":0}]           | EMPTY_COMPONENT | 0  | a length must be 1 or more, length=0
        [1,1,"x"]           | NOT_CANONICAL   | 1  | neighbouring retains must be one component
        ["x",1]             | NOT_CANONICAL   | 1  | an operation must not end in a retain
        ["a",{"d":"b\\ud83d"}] | LONE_SURROGATE | 1 | a text must not hold a lone surrogate, index=1
        ["\\ud83d"]         | LONE_SURROGATE  | 0  | a text must not hold a lone surrogate, index=0
        [2147483648,"x"]    | TOO_LARGE       | 0  | a length is beyond the limit, length=2147483648 limit=2147483647
        [2147483647,{"d":"a"}] | TOO_LARGE    | 1  | an operation walks over more units than can be counted, before=2147483648 after=2147483647 limit=2147483647
        """)
    void refusesWhatIsNotWellFormed(String json, Rule rule, int component, String message) {
        assertRefused(() -> unicode(json), rule, component, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        [3,"x"]         | PAST_THE_END      | 0 | a component reaches past the end of the document, at=0 length=3 documentLength=2
        [1,{"d":2}]     | PAST_THE_END      | 1 | a component reaches past the end of the document, at=1 length=2 documentLength=2
        [1,{"d":"ab"}]  | PAST_THE_END      | 1 | a component reaches past the end of the document, at=1 length=2 documentLength=2
        [1,{"d":"b"}]   | DIFFERENT_CONTENT | 1 | a delete names another text than the document has there, at=1 length=1
        ["x",{"d":"😁"}] | DIFFERENT_CONTENT | 1 | a delete names another text than the document has there, at=0 length=1
        [{"d":"ba"}]    | DIFFERENT_CONTENT | 0 | a delete names another text than the document has there, at=0 length=2
        """)
    void refusesWhatDoesNotFitTheDocument(String json, Rule rule, int component, String message) {
        Rope document = Rope.of("😀a");
        UnicodeOperation operation = unicode(json);
        assertRefused(() -> TEXT_UNICODE.apply(document, operation), rule, component, message);
        assertRefused(() -> TEXT_UNICODE.invert(operation, document), rule, component, message);
        assertRefused(() -> operation.makeInvertible(document), rule, component, message);
    }

    @Test
    void refusesToMakeADocumentTooLong() {
        Rope half = Rope.of("😀".repeat(1 << 15));
        while (half.length() < 1 << 30) {
            half = half.concat(half);
        }
        Rope most = half.concat(half.slice(2, half.length()));
        assertThat(most.length()).isEqualTo(MOST - 1);
        assertThat(TEXT_UNICODE.apply(most, unicode("[7,\"y\"]")).length()).isEqualTo(MOST);
        assertRefused(
                () -> TEXT_UNICODE.apply(most, unicode("[7,\"yz\"]")),
                Rule.TOO_LARGE,
                -1,
                "the document would be longer than can be counted, length=2147483646 change=2");
        assertThat(TEXT_UNICODE.apply(most, unicode("[7,\"yz\",{\"d\":1}]")).length())
                .isEqualTo(MOST - 1);
    }

    @Test
    void refusesToTransformPastWhatCanBeCounted() {
        UnicodeOperation far = UnicodeOperation.replace(MOST - 1, 0, "x");
        assertRefused(() -> TEXT_UNICODE.transform(far, unicode("[\"ab\"]"), Side.LEFT), Rule.TOO_LARGE, 1, null);
        assertThat(TEXT_UNICODE.transform(far, unicode("[{\"d\":1},\"a\"]"), Side.LEFT))
                .isEqualTo(far);
    }

    @Test
    void refusesNegativeLengthsAsAProgrammingError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnicodeOperation.builder().retain(-1))
                .withMessage("a length cannot be negative, length=-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnicodeOperation.builder().delete(-1));
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
