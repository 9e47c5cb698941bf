package dev.stet.ot.text;

import static dev.stet.ot.text.Ops.op;
import static dev.stet.ot.text.TextType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of component followed by every kind, on {@code abcdefgh}. */
class ComposeMatrixTest {
    private static final Rope DOCUMENT = Rope.of("abcdefgh");

    @ParameterizedTest(name = "{0} then {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        first         | second        | composed              | document
        # insert, then retain, insert, delete
        [2,"XY"]      | []            | [2,"XY"]              | abXYcdefgh
        [2,"XY"]      | [1,"M"]       | [1,"M",1,"XY"]        | aMbXYcdefgh
        [2,"XY"]      | [2,"M"]       | [2,"MXY"]             | abMXYcdefgh
        [2,"XY"]      | [3,"M"]       | [2,"XMY"]             | abXMYcdefgh
        [2,"XY"]      | [4,"M"]       | [2,"XYM"]             | abXYMcdefgh
        [2,"XY"]      | [5,"M"]       | [2,"XY",1,"M"]        | abXYcMdefgh
        [2,"XY"]      | [1,{"d":1}]   | [1,{"d":1},"XY"]      | aXYcdefgh
        [2,"XY"]      | [1,{"d":2}]   | [1,{"d":1},"Y"]       | aYcdefgh
        [2,"XY"]      | [2,{"d":2}]   | []                    | abcdefgh
        [2,"XY"]      | [3,{"d":2}]   | [2,"X",{"d":1}]       | abXdefgh
        [2,"XY"]      | [4,{"d":1}]   | [2,"XY",{"d":1}]      | abXYdefgh
        # delete, then retain, insert, delete
        [2,{"d":2}]   | []            | [2,{"d":2}]           | abefgh
        [2,{"d":2}]   | [1,"M"]       | [1,"M",1,{"d":2}]     | aMbefgh
        [2,{"d":2}]   | [2,"M"]       | [2,"M",{"d":2}]       | abMefgh
        [2,{"d":2}]   | [3,"M"]       | [2,{"d":2},1,"M"]     | abeMfgh
        [2,{"d":2}]   | [1,{"d":1}]   | [1,{"d":3}]           | aefgh
        [2,{"d":2}]   | [2,{"d":1}]   | [2,{"d":3}]           | abfgh
        [2,{"d":2}]   | [1,{"d":2}]   | [1,{"d":4}]           | afgh
        # retain, then retain, insert, delete: the first leaves all as it is
        []            | []            | []                    | abcdefgh
        []            | [2,"M"]       | [2,"M"]               | abMcdefgh
        []            | [2,{"d":1}]   | [2,{"d":1}]           | abdefgh
        # an insert goes before a delete met at its place, not before one that was passed
        [{"d":1}]     | ["x"]         | ["x",{"d":1}]         | xbcdefgh
        [{"d":1},"x"] | ["y"]         | ["y",{"d":1},"x"]     | yxbcdefgh
        [{"d":1},"x"] | [1,"y"]       | [{"d":1},"xy"]        | xybcdefgh
        [1,"ab"]      | [1,{"d":2}]   | []                    | abcdefgh
        """, useHeadersInDisplayName = true)
    void composes(String first, String second, String composed, String document) {
        assertThat(TEXT.compose(op(first), op(second))).hasToString(composed);
        assertThat(TEXT.apply(DOCUMENT, op(composed))).hasToString(document);
        assertThat(TEXT.apply(TEXT.apply(DOCUMENT, op(first)), op(second))).hasToString(document);
    }
}
