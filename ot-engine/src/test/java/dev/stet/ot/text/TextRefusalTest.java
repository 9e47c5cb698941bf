package dev.stet.ot.text;

import static dev.stet.ot.text.Ops.op;
import static dev.stet.ot.text.TextType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, by which rule, in which component, in which words. */
class TextRefusalTest {
    private static final int MOST = Integer.MAX_VALUE;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"d":1}             | MALFORMED       | -1 | an operation must be a list of components, found=object
        "x"                 | MALFORMED       | -1 | an operation must be a list of components, found=string
        null                | MALFORMED       | -1 | an operation must be a list of components, found=null
        [null,"x"]          | MALFORMED       | 0  | a component must be a number, a string or an object with one number named d, found=null
        ["x",true]          | MALFORMED       | 1  | a component must be a number, a string or an object with one number named d, found=boolean
        [["x"]]             | MALFORMED       | 0  | a component must be a number, a string or an object with one number named d, found=list
        [{"i":1}]           | MALFORMED       | 0  | a component must be a number, a string or an object with one number named d, found=object
        [{"d":"a"}]         | MALFORMED       | 0  | a component must be a number, a string or an object with one number named d, found=object
        [{"d":1,"e":1}]     | MALFORMED       | 0  | a component must be a number, a string or an object with one number named d, found=object of 2 fields
        [1.5,"x"]           | MALFORMED       | 0  | a length must be a whole number, length=1.5
        [{"d":0.5}]         | MALFORMED       | 0  | a length must be a whole number, length=0.5
        [0,"x"]             | EMPTY_COMPONENT | 0  | a length must be 1 or more, length=0
        [-1,"x"]            | EMPTY_COMPONENT | 0  | a length must be 1 or more, length=-1
        [1,{"d":0}]         | EMPTY_COMPONENT | 1  | a length must be 1 or more, length=0
        [{"d":-3}]          | EMPTY_COMPONENT | 0  | a length must be 1 or more, length=-3
        ["a",""]            | EMPTY_COMPONENT | 1  | an insert must not be empty
        [1,1,"x"]           | NOT_CANONICAL   | 1  | neighbouring retains must be one component
        ["x",1]             | NOT_CANONICAL   | 1  | an operation must not end in a retain
        ["a","\\ud83d"]     | LONE_SURROGATE  | 1  | a text must not hold a lone surrogate, index=0
        ["\\ud83d","\\ude00"] | LONE_SURROGATE | 0 | a text must not hold a lone surrogate, index=0
        ["ab\\ude00"]       | LONE_SURROGATE  | 0  | a text must not hold a lone surrogate, index=2
        [2147483648,"x"]    | TOO_LARGE       | 0  | a length is beyond the limit, length=2147483648 limit=2147483647
        [{"d":1e300}]       | TOO_LARGE       | 0  | a length is beyond the limit, length=9223372036854775807 limit=2147483647
        [2147483647,"x"]    | TOO_LARGE       | 1  | an operation walks over more units than can be counted, before=2147483647 after=2147483648 limit=2147483647
        [{"d":2147483647},1,"x"] | TOO_LARGE  | 1  | an operation walks over more units than can be counted, before=2147483648 after=1 limit=2147483647
        """)
    void refusesToRead(String json, Rule rule, int component, String message) {
        assertRefused(() -> op(json), rule, component, message);
    }

    @Test
    void readsEveryKindOfWholeNumber() {
        for (Number five : List.of(
                5,
                5L,
                (short) 5,
                (byte) 5,
                5.0,
                5.0f,
                BigInteger.valueOf(5),
                new BigDecimal("5.0"),
                new BigDecimal("0.5E+1"))) {
            assertThat(TEXT.decode(List.of(five, "x"))).hasToString("[5,\"x\"]");
            assertThat(TEXT.decode(List.of(Map.of("d", five)))).hasToString("[{\"d\":5}]");
        }
        for (Number other :
                List.of(Double.NaN, Double.POSITIVE_INFINITY, new BigDecimal("5.5"), new BigDecimal("5E-999999999"))) {
            assertThatThrownBy(() -> TEXT.decode(List.of(other, "x")))
                    .isInstanceOfSatisfying(
                            InvalidOperationException.class,
                            refusal -> assertThat(refusal.rule()).isEqualTo(Rule.MALFORMED));
        }
        BigInteger beyond = BigInteger.ONE.shiftLeft(100);
        assertRefused(() -> TEXT.decode(List.of(beyond, "x")), Rule.TOO_LARGE, 0, null);
        assertRefused(() -> TEXT.decode(List.of(new BigDecimal("5E+999999999"), "x")), Rule.TOO_LARGE, 0, null);
        assertRefused(() -> TEXT.decode(List.of(beyond.negate(), "x")), Rule.EMPTY_COMPONENT, 0, null);
        assertRefused(() -> TEXT.decode(Arrays.asList("x", null)), Rule.MALFORMED, 1, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ab    | [3,"x"]                | PAST_THE_END          | 0  | a component reaches past the end of the document, at=0 length=3 documentLength=2
        ab    | [1,{"d":2}]            | PAST_THE_END          | 1  | a component reaches past the end of the document, at=1 length=2 documentLength=2
        ab    | ["x",{"d":1},2147483645,"y"] | PAST_THE_END    | 2  | a component reaches past the end of the document, at=1 length=2147483645 documentLength=2
        😀a   | [1,"x"]                | SPLITS_SURROGATE_PAIR | 0  | a component would cut a surrogate pair, at=1
        😀a   | [{"d":1}]              | SPLITS_SURROGATE_PAIR | 0  | a component would cut a surrogate pair, at=1
        😀a   | [{"d":1},"x"]          | SPLITS_SURROGATE_PAIR | 1  | a component would cut a surrogate pair, at=1
        a😀b  | [{"d":1},1,"x",{"d":1}] | SPLITS_SURROGATE_PAIR | 1 | a component would cut a surrogate pair, at=2
        a😀b  | [{"d":2},1,"x"]        | SPLITS_SURROGATE_PAIR | 1  | a component would cut a surrogate pair, at=2
        """)
    void refusesToApplyAndToInvert(String document, String json, Rule rule, int component, String message) {
        Rope before = Rope.of(document);
        assertRefused(() -> TEXT.apply(before, op(json)), rule, component, message);
        assertRefused(() -> TEXT.invert(op(json), before), rule, component, message);
        assertThat(before).hasToString(document);
    }

    @Test
    void appliesAndInvertsWhatEndsExactlyAtTheEnd() {
        assertThat(TEXT.apply(Rope.of("ab"), op("[2,\"x\"]"))).hasToString("abx");
        assertThat(TEXT.apply(Rope.of("ab"), op("[1,{\"d\":1}]"))).hasToString("a");
        assertThat(TEXT.invert(op("[1,{\"d\":1}]"), Rope.of("ab"))).hasToString("[1,\"b\"]");
    }

    /** Between two deletes there may be an insert where a pair was: nothing of the pair is left to be cut. */
    @Test
    void allowsAnInsertInsideASurrogatePairThatIsDeletedAsAWhole() {
        Rope before = Rope.of("a😀b");
        TextOperation operation = op("[1,{\"d\":1},\"x\",{\"d\":1}]");
        assertThat(TEXT.apply(before, operation)).hasToString("axb");
        assertThat(TEXT.invert(operation, before)).hasToString("[1,\"😀\",{\"d\":1}]");
        assertThat(TEXT.compose(op("[\"😀\"]"), op("[{\"d\":1},\"x\",{\"d\":1}]")))
                .hasToString("[\"x\"]");
    }

    @Test
    void refusesToMakeADocumentTooLong() {
        Rope half = Rope.of("x".repeat(1 << 16));
        while (half.length() < 1 << 30) {
            half = half.concat(half);
        }
        Rope most = half.concat(half.slice(1, half.length()));
        assertRefused(
                () -> TEXT.apply(most, op("[7,\"y\"]")),
                Rule.TOO_LARGE,
                -1,
                "the document would be longer than can be counted, length=2147483647 change=1");
        assertThat(TEXT.apply(most, op("[7,\"y\",{\"d\":1}]")).length()).isEqualTo(MOST);
    }

    @Test
    void refusesToComposeWhatCutsAPairThatTheFirstInserted() {
        assertRefused(
                () -> TEXT.compose(op("[\"a😀\"]"), op("[2,\"x\"]")),
                Rule.SPLITS_SURROGATE_PAIR,
                0,
                "a component would cut a surrogate pair that was inserted before, length=2");
        assertRefused(
                () -> TEXT.compose(op("[\"😀a\"]"), op("[{\"d\":1},2,\"x\"]")),
                Rule.SPLITS_SURROGATE_PAIR,
                1,
                "a component would cut a surrogate pair that was inserted before, length=2");
    }

    @Test
    void refusesToComposeOrTransformPastWhatCanBeCounted() {
        TextOperation far = TextOperation.replace(MOST - 1, 0, "x");
        assertRefused(() -> TEXT.compose(op("[{\"d\":2}]"), far), Rule.TOO_LARGE, 1, null);
        assertRefused(() -> TEXT.transform(far, op("[\"ab\"]"), Side.LEFT), Rule.TOO_LARGE, 1, null);
    }

    @Test
    void refusesSnapshotsThatAreNotWellFormedStrings() {
        assertRefused(() -> TEXT.decodeSnapshot(5), Rule.MALFORMED, -1, "the snapshot of a text must be a string");
        assertRefused(
                () -> TEXT.decodeSnapshot("ab\ud83d"),
                Rule.LONE_SURROGATE,
                -1,
                "a text must not hold a lone surrogate, index=2");
    }

    @Test
    void refusesSelectionsThatCannotBeInAText() {
        Selection inObject = new Selection(List.of("title"), 0, 0);
        assertThat(TEXT.contains(Rope.of("abc"), inObject)).isFalse();
        assertRefused(
                () -> TEXT.transformSelection(inObject, op("[\"x\"]")),
                Rule.MALFORMED,
                -1,
                "a selection in a text has no path, steps=1");
        assertRefused(
                () -> TEXT.transformSelection(Selection.caret(MOST), op("[\"x\"]")),
                Rule.PAST_THE_END,
                -1,
                "a selection lies past the end of the document, position=2147483647");
    }

    @Test
    void carriesASelectionAsFarAsCanBeCounted() {
        assertThat(TEXT.transformSelection(Selection.caret(MOST - 1), op("[\"x\"]")))
                .contains(Selection.caret(MOST));
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
