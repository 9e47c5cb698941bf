package dev.stet.ot.text;

import static dev.stet.ot.text.Ops.unicode;
import static dev.stet.ot.text.UnicodeTextType.TEXT_UNICODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Side;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of component against, and followed by, every kind: on {@code 😀b😁d𝒳f}, which has six code points and nine
 * code units. What does not depend on the unit is in {@link TransformMatrixTest} and {@link ComposeMatrixTest}.
 */
class UnicodeMatrixTest {
    private static final Rope DOCUMENT = Rope.of("😀b😁d𝒳f");

    @ParameterizedTest(name = "{0} against {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        operation           | against       | as LEFT                      | as RIGHT                     | both, operation LEFT
        # insert against insert, delete
        [2,"😎"]            | [1,"😍y"]     | [4,"😎"]                     | [4,"😎"]                     | 😀😍yb😎😁d𝒳f
        [2,"😎"]            | [2,"😍y"]     | [2,"😎"]                     | [4,"😎"]                     | 😀b😎😍y😁d𝒳f
        [2,"😎"]            | [3,"😍y"]     | [2,"😎"]                     | [2,"😎"]                     | 😀b😎😁😍yd𝒳f
        [2,"😎"]            | [{"d":1}]     | [1,"😎"]                     | [1,"😎"]                     | b😎😁d𝒳f
        [2,"😎"]            | [1,{"d":2}]   | [1,"😎"]                     | [1,"😎"]                     | 😀😎d𝒳f
        [2,"😎"]            | [2,{"d":1}]   | [2,"😎"]                     | [2,"😎"]                     | 😀b😎d𝒳f
        [2,"😎"]            | [3,{"d":1}]   | [2,"😎"]                     | [2,"😎"]                     | 😀b😎😁𝒳f
        # delete that counts against insert, delete
        [2,{"d":3}]         | [2,"😍"]      | [3,{"d":3}]                  | [3,{"d":3}]                  | 😀b😍f
        [2,{"d":3}]         | [3,"😍"]      | [2,{"d":1},1,{"d":2}]        | [2,{"d":1},1,{"d":2}]        | 😀b😍f
        [2,{"d":3}]         | [1,{"d":2}]   | [1,{"d":2}]                  | [1,{"d":2}]                  | 😀f
        [2,{"d":3}]         | [3,{"d":1}]   | [2,{"d":2}]                  | [2,{"d":2}]                  | 😀bf
        # delete that says its text, cut at its code points
        [2,{"d":"😁d𝒳"}]   | [1,"😍"]      | [3,{"d":"😁d𝒳"}]            | [3,{"d":"😁d𝒳"}]            | 😀😍bf
        [2,{"d":"😁d𝒳"}]   | [3,"😍"]      | [2,{"d":"😁"},1,{"d":"d𝒳"}] | [2,{"d":"😁"},1,{"d":"d𝒳"}] | 😀b😍f
        [2,{"d":"😁d𝒳"}]   | [4,"😍"]      | [2,{"d":"😁d"},1,{"d":"𝒳"}] | [2,{"d":"😁d"},1,{"d":"𝒳"}] | 😀b😍f
        [2,{"d":"😁d𝒳"}]   | [5,"😍"]      | [2,{"d":"😁d𝒳"}]            | [2,{"d":"😁d𝒳"}]            | 😀b😍f
        [2,{"d":"😁d𝒳"}]   | [1,{"d":2}]   | [1,{"d":"d𝒳"}]              | [1,{"d":"d𝒳"}]              | 😀f
        [2,{"d":"😁d𝒳"}]   | [3,{"d":1}]   | [2,{"d":"😁𝒳"}]             | [2,{"d":"😁𝒳"}]             | 😀bf
        [2,{"d":"😁d𝒳"}]   | [4,{"d":2}]   | [2,{"d":"😁d"}]              | [2,{"d":"😁d"}]              | 😀b
        [2,{"d":"😁d𝒳"}]   | [2,{"d":3}]   | []                           | []                           | 😀bf
        # several that say their texts
        [{"d":"😀"},1,{"d":"😁"},"!"] | [{"d":2},"😍",1,{"d":1}] | [1,{"d":"😁"},"!"] | [1,{"d":"😁"},"!"]  | 😍!𝒳f
        """, useHeadersInDisplayName = true)
    void transforms(String operation, String against, String left, String right, String both) {
        UnicodeOperation mine = unicode(operation);
        UnicodeOperation theirs = unicode(against);
        assertThat(TEXT_UNICODE.transform(mine, theirs, Side.LEFT)).hasToString(left);
        assertThat(TEXT_UNICODE.transform(mine, theirs, Side.RIGHT)).hasToString(right);
        assertThat(TEXT_UNICODE.apply(TEXT_UNICODE.apply(DOCUMENT, theirs), unicode(left)))
                .hasToString(both);
        UnicodeOperation besides = TEXT_UNICODE.transform(theirs, mine, Side.RIGHT);
        assertThat(TEXT_UNICODE.apply(TEXT_UNICODE.apply(DOCUMENT, mine), besides))
                .as("the other way round")
                .hasToString(both);
    }

    @ParameterizedTest(name = "{0} then {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        first               | second        | composed                     | document
        # insert, then retain, insert, delete: cut at its code points
        [1,"x😎y"]          | [2,"!"]       | [1,"x!😎y"]                  | 😀x!😎yb😁d𝒳f
        [1,"x😎y"]          | [3,"!"]       | [1,"x😎!y"]                  | 😀x😎!yb😁d𝒳f
        [1,"x😎y"]          | [2,{"d":1}]   | [1,"xy"]                     | 😀xyb😁d𝒳f
        [1,"x😎y"]          | [2,{"d":"😎"}] | [1,"xy"]                    | 😀xyb😁d𝒳f
        [1,"x😎y"]          | [2,{"d":3}]   | [1,"x",{"d":1}]              | 😀x😁d𝒳f
        [1,"x😎y"]          | [2,{"d":"😎yb"}] | [1,"x",{"d":"b"}]         | 😀x😁d𝒳f
        # delete, then retain, insert, delete: what both say is kept
        [{"d":"😀"}]        | [{"d":"b"}]   | [{"d":"😀b"}]                | 😁d𝒳f
        [{"d":"😀"}]        | [{"d":1}]     | [{"d":2}]                    | 😁d𝒳f
        [{"d":1}]           | [{"d":"b"}]   | [{"d":2}]                    | 😁d𝒳f
        [1,{"d":"b"}]       | [{"d":"😀😁"}] | [{"d":"😀b😁"}]             | d𝒳f
        [1,{"d":"b"}]       | ["😎",1,"!"]  | ["😎",1,"!",{"d":"b"}]       | 😎😀!😁d𝒳f
        [1,{"d":"b"},1,{"d":1}] | [{"d":"😀😁"},1,{"d":"f"}] | [{"d":4},1,{"d":"f"}] | 𝒳
        """, useHeadersInDisplayName = true)
    void composes(String first, String second, String composed, String document) {
        UnicodeOperation both = TEXT_UNICODE.compose(unicode(first), unicode(second));
        assertThat(both).hasToString(composed);
        assertThat(TEXT_UNICODE.apply(DOCUMENT, both)).hasToString(document);
        Rope between = TEXT_UNICODE.apply(DOCUMENT, unicode(first));
        assertThat(TEXT_UNICODE.apply(between, unicode(second))).hasToString(document);
    }
}
