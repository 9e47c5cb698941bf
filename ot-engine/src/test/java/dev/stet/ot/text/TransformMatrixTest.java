package dev.stet.ot.text;

import static dev.stet.ot.text.Ops.op;
import static dev.stet.ot.text.TextType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Side;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of component against every kind, on both sides, before, at, inside, at the end of and after the place
 * where the operation acts: units 2 to 5 of {@code abcdefgh}. A retain has no effect of its own, so the one that is
 * tested stands between two inserts.
 */
class TransformMatrixTest {
    private static final Rope DOCUMENT = Rope.of("abcdefgh");

    @ParameterizedTest(name = "{0} against {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        operation       | place  | against     | as LEFT               | as RIGHT              | both, operation LEFT
        # insert against retain, insert, delete
        [2,"X"]         | -      | []          | [2,"X"]               | [2,"X"]               | abXcdefgh
        [2,"X"]         | before | [1,"M"]     | [3,"X"]               | [3,"X"]               | aMbXcdefgh
        [2,"X"]         | at     | [2,"M"]     | [2,"X"]               | [3,"X"]               | abXMcdefgh
        [2,"X"]         | after  | [3,"M"]     | [2,"X"]               | [2,"X"]               | abXcMdefgh
        [2,"X"]         | before | [1,{"d":1}] | [1,"X"]               | [1,"X"]               | aXcdefgh
        [2,"X"]         | at     | [2,{"d":1}] | [2,"X"]               | [2,"X"]               | abXdefgh
        [2,"X"]         | around | [1,{"d":2}] | [1,"X"]               | [1,"X"]               | aXdefgh
        [2,"X"]         | after  | [3,{"d":1}] | [2,"X"]               | [2,"X"]               | abXcefgh
        # delete against retain, insert, delete
        [2,{"d":3}]     | -      | []          | [2,{"d":3}]           | [2,{"d":3}]           | abfgh
        [2,{"d":3}]     | before | [1,"M"]     | [3,{"d":3}]           | [3,{"d":3}]           | aMbfgh
        [2,{"d":3}]     | at     | [2,"M"]     | [3,{"d":3}]           | [3,{"d":3}]           | abMfgh
        [2,{"d":3}]     | inside | [3,"M"]     | [2,{"d":1},1,{"d":2}] | [2,{"d":1},1,{"d":2}] | abMfgh
        [2,{"d":3}]     | end    | [5,"M"]     | [2,{"d":3}]           | [2,{"d":3}]           | abMfgh
        [2,{"d":3}]     | after  | [6,"M"]     | [2,{"d":3}]           | [2,{"d":3}]           | abfMgh
        [2,{"d":3}]     | before | [1,{"d":1}] | [1,{"d":3}]           | [1,{"d":3}]           | afgh
        [2,{"d":3}]     | at     | [2,{"d":1}] | [2,{"d":2}]           | [2,{"d":2}]           | abfgh
        [2,{"d":3}]     | inside | [3,{"d":1}] | [2,{"d":2}]           | [2,{"d":2}]           | abfgh
        [2,{"d":3}]     | end    | [4,{"d":2}] | [2,{"d":2}]           | [2,{"d":2}]           | abgh
        [2,{"d":3}]     | same   | [2,{"d":3}] | []                    | []                    | abfgh
        [2,{"d":3}]     | around | [1,{"d":5}] | []                    | []                    | agh
        [2,{"d":3}]     | after  | [5,{"d":1}] | [2,{"d":3}]           | [2,{"d":3}]           | abgh
        # retain against retain, insert, delete
        [2,"<",3,">"]   | -      | []          | [2,"<",3,">"]         | [2,"<",3,">"]         | ab<cde>fgh
        [2,"<",3,">"]   | before | [1,"M"]     | [3,"<",3,">"]         | [3,"<",3,">"]         | aMb<cde>fgh
        [2,"<",3,">"]   | at     | [2,"M"]     | [2,"<",4,">"]         | [3,"<",3,">"]         | ab<Mcde>fgh
        [2,"<",3,">"]   | inside | [3,"M"]     | [2,"<",4,">"]         | [2,"<",4,">"]         | ab<cMde>fgh
        [2,"<",3,">"]   | end    | [5,"M"]     | [2,"<",3,">"]         | [2,"<",4,">"]         | ab<cde>Mfgh
        [2,"<",3,">"]   | after  | [6,"M"]     | [2,"<",3,">"]         | [2,"<",3,">"]         | ab<cde>fMgh
        [2,"<",3,">"]   | before | [1,{"d":1}] | [1,"<",3,">"]         | [1,"<",3,">"]         | a<cde>fgh
        [2,"<",3,">"]   | at     | [2,{"d":1}] | [2,"<",2,">"]         | [2,"<",2,">"]         | ab<de>fgh
        [2,"<",3,">"]   | inside | [3,{"d":1}] | [2,"<",2,">"]         | [2,"<",2,">"]         | ab<ce>fgh
        [2,"<",3,">"]   | same   | [2,{"d":3}] | [2,"<>"]              | [2,"<>"]              | ab<>fgh
        [2,"<",3,">"]   | end    | [4,{"d":2}] | [2,"<",2,">"]         | [2,"<",2,">"]         | ab<cd>gh
        [2,"<",3,">"]   | after  | [5,{"d":1}] | [2,"<",3,">"]         | [2,"<",3,">"]         | ab<cde>gh
        # a left insert goes first only if it is literally next
        [{"d":1},"x"]   | at     | ["M"]       | [1,{"d":1},"x"]       | [1,{"d":1},"x"]       | Mxbcdefgh
        ["x",{"d":1}]   | at     | ["M"]       | ["x",1,{"d":1}]       | [1,"x",{"d":1}]       | xMbcdefgh
        [{"d":1},"x"]   | same   | [{"d":1},"M"] | ["x"]               | [1,"x"]               | xMbcdefgh
        [{"d":1},"x"]   | same   | ["M",{"d":1}] | [1,"x"]             | [1,"x"]               | Mxbcdefgh
        """, useHeadersInDisplayName = true)
    void transforms(String operation, String place, String against, String left, String right, String both) {
        TextOperation mine = op(operation);
        TextOperation theirs = op(against);
        assertThat(TEXT.transform(mine, theirs, Side.LEFT)).hasToString(left);
        assertThat(TEXT.transform(mine, theirs, Side.RIGHT)).hasToString(right);
        assertThat(TEXT.apply(TEXT.apply(DOCUMENT, theirs), op(left))).hasToString(both);
        assertThat(TEXT.apply(TEXT.apply(DOCUMENT, mine), TEXT.transform(theirs, mine, Side.RIGHT)))
                .as("the other way round")
                .hasToString(both);
        assertThat(TEXT.apply(TEXT.apply(DOCUMENT, mine), TEXT.transform(theirs, mine, Side.LEFT)))
                .as("the other way round, operation RIGHT")
                .isEqualTo(TEXT.apply(TEXT.apply(DOCUMENT, theirs), op(right)));
    }
}
