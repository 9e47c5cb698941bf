package dev.stet.ot.text;

import static dev.stet.ot.text.Ops.op;
import static dev.stet.ot.text.TextType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text type by example. */
class TextTypeTest {
    @Test
    void isKnownByNameAndUri() {
        assertThat(TEXT.name()).isEqualTo("text");
        assertThat(TEXT.uri()).isEqualTo("http://sharejs.org/types/textv1");
        assertThat(TEXT.empty()).hasToString("");
        assertThat(TEXT.noop().isNoop()).isTrue();
    }

    @Test
    void operationWalksOverTheDocument() {
        assertThat(TEXT.apply(Rope.of("Hello you"), op("[5,\" all\",{\"d\":4}]")))
                .hasToString("Hello all");
        assertThat(TEXT.apply(Rope.of("Hello you"), op("[]"))).hasToString("Hello you");
    }

    @Test
    void concurrentInsertsAtOnePlaceStandInTheOrderOfTheirSides() {
        Rope document = Rope.of("Hello !");
        TextOperation submitted = op("[6,\"world\"]");
        TextOperation logged = op("[6,\"there\"]");
        TextOperation rebased = TEXT.transform(submitted, logged, Side.LEFT);
        assertThat(rebased).hasToString("[6,\"world\"]");
        assertThat(TEXT.apply(TEXT.apply(document, logged), rebased)).hasToString("Hello worldthere!");
        TextOperation received = TEXT.transform(logged, submitted, Side.RIGHT);
        assertThat(received).hasToString("[11,\"there\"]");
        assertThat(TEXT.apply(TEXT.apply(document, submitted), received)).hasToString("Hello worldthere!");
    }

    /** Why both sides of a session have to transform over the same units. */
    @Test
    void transformingOverACompositionMayGiveAnotherResult() {
        TextOperation a = op("[1,\"y\"]");
        TextOperation b0 = op("[{\"d\":1}]");
        TextOperation b1 = op("[\"x\"]");
        TextOperation stepByStep = TEXT.transform(TEXT.transform(a, b0, Side.LEFT), b1, Side.LEFT);
        TextOperation atOnce = TEXT.transform(a, TEXT.compose(b0, b1), Side.LEFT);
        assertThat(TEXT.apply(Rope.of("x"), stepByStep)).hasToString("yx");
        assertThat(TEXT.apply(Rope.of("x"), atOnce)).hasToString("xy");
    }

    @Test
    void invertPutsBackWhatWasDeleted() {
        assertThat(TEXT.invert(op("[1,{\"d\":2},\"xy\",1,\"z\"]"), Rope.of("abcde")))
                .hasToString("[1,\"bc\",{\"d\":2},1,{\"d\":1}]");
    }

    @Test
    void composesManyIntoOne() {
        assertThat(TEXT.composeAll(List.of())).isSameAs(TextOperation.noop());
        List<TextOperation> typed = List.of(op("[\"H\"]"), op("[1,\"e\"]"), op("[2,\"y\"]"), op("[2,{\"d\":1}]"));
        assertThat(TEXT.composeAll(typed)).hasToString("[\"He\"]");
        assertThat(TEXT.composeAll(typed.subList(0, 1))).isSameAs(typed.get(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
        abc   | abc   | []
        ``    | abc   | ["abc"]
        abc   | ``    | [{"d":3}]
        abc   | axc   | [1,"x",{"d":1}]
        abc   | abxc  | [2,"x"]
        aaa   | aa    | [2,{"d":1}]
        aa    | aaa   | [2,"a"]
        abab  | ab    | [2,{"d":2}]
        a😀b  | a😁b  | [1,"😁",{"d":2}]
        😀    | 😀😀  | [2,"😀"]
        𐀀    | 𐐀    | ["𐐀",{"d":2}]
        """)
    void differsByWhatLiesBetweenCommonBeginningAndEnd(String before, String after, String difference) {
        assertThat(TEXT.diff(Rope.of(before), Rope.of(after))).hasToString(difference);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        2 | [2,"xx"]             | 2
        0 | ["xx"]               | 0
        3 | [2,"xx"]             | 5
        2 | [1,{"d":1},"xx"]     | 1
        2 | [1,"xx",{"d":1}]     | 3
        3 | [1,{"d":4}]          | 1
        3 | [5,"x"]              | 3
        """)
    void movesCaretsOverWhatOthersDo(int caret, String operation, int moved) {
        assertThat(TEXT.transformSelection(Selection.caret(caret), op(operation)))
                .contains(Selection.caret(moved));
        assertThat(TEXT.transformSelection(Selection.of(caret, 0), op(operation)))
                .contains(Selection.of(moved, 0));
    }

    @Test
    void containsSelectionsAtTheEndsButNotInsideASurrogatePair() {
        Rope document = Rope.of("a😀");
        assertThat(TEXT.contains(document, Selection.of(0, 3))).isTrue();
        assertThat(TEXT.contains(document, Selection.of(3, 1))).isTrue();
        assertThat(TEXT.contains(document, Selection.caret(2))).isFalse();
        assertThat(TEXT.contains(document, Selection.of(0, 4))).isFalse();
        assertThat(TEXT.size(document)).isEqualTo(3);
    }
}
