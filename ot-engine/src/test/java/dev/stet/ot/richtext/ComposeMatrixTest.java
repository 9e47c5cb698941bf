package dev.stet.ot.richtext;

import static dev.stet.ot.richtext.Notation.doc;
import static dev.stet.ot.richtext.Notation.op;
import static dev.stet.ot.richtext.Notation.write;
import static dev.stet.ot.richtext.RichTextType.RICH_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of component followed by every kind. Written as {@link Notation} says. */
class ComposeMatrixTest {
    @ParameterizedTest(name = "{1} then {2} on {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, textBlock = """
        document     | first      | second       | composed            | both
        # insert, then insert, delete, attributes
        'ab'         | 1 'XY'     | 1 'M'        | 1 'MXY'             | 'aMXYb'
        'ab'         | 1 'XY'     | 2 'M'        | 1 'XMY'             | 'aXMYb'
        'ab'         | 1 'XY'     | 3 @m         | 1 'XY' @m           | 'aXY' @m 'b'
        'ab'         | 1 'XY'     | 1 -1         | 1 'Y'               | 'aYb'
        'ab'         | 1 'XY'     | 1 -2         | .                   | 'ab'
        'ab'         | 1 'XY'     | -4           | -2                  | .
        'ab'         | 1 @x       | 1 -1         | .                   | 'ab'
        'ab'         | 1 @x       | 1 1{b}       | 1 @x{b}             | 'a' @x{b} 'b'
        'ab'         | 1 'XY'     | 2 1{b}       | 1 'X' 'Y'{b}        | 'aX' 'Y'{b} 'b'
        'ab'         | 1 'XY'{b}  | 1 2{-b}      | 1 'XY'              | 'aXYb'
        'ab'         | 1 'XY'{b}  | 1 2{b=2,i}   | 1 'XY'{b=2,i}       | 'a' 'XY'{b=2,i} 'b'
        'ab'         | 1 'XY'{-b} | 1 2{i}       | 1 'XY'{-b,i}        | 'a' 'XY'{-b,i} 'b'
        'ab'         | 1 'XY'     | 1 2{-b}      | 1 'XY'              | 'aXYb'
        # delete, then insert, delete, attributes
        'abcd'       | 1 -1       | 1 'M'        | 1 'M' -1            | 'aMcd'
        'abcd'       | 1 -1       | 2 'M'        | 1 -1 1 'M'          | 'acMd'
        'abcd'       | 1 -1       | 1 -1         | 1 -2                | 'ad'
        'abcd'       | 1 -1       | 3{b}         | 1{b} -1 2{b}        | 'acd'{b}
        'abcd'       | 'x' -1     | 'y'          | 'yx' -1             | 'yxbcd'
        'abcd'       | 'x' -1     | 1 'y'        | 'xy' -1             | 'xybcd'
        # attributes, then insert, delete, attributes
        'abcd'       | 4{b}       | 1 'M'        | 1{b} 'M' 3{b}       | 'a'{b} 'M' 'bcd'{b}
        'abcd'       | 4{b}       | 1 -2         | 1{b} -2 1{b}        | 'ad'{b}
        'abcd'       | 4{b}       | 1 1{i}       | 1{b} 1{b,i} 2{b}    | 'a'{b} 'b'{b,i} 'cd'{b}
        'abcd'       | 4{b}       | 4{b=2}       | 4{b=2}              | 'abcd'{b=2}
        'abcd'       | 4{b}       | 4{-b}        | 4{-b}               | 'abcd'
        'ab'{i} 'cd' | 4{-i}      | 1 2{i}       | 1{-i} 2{i} 1{-i}    | 'a' 'bc'{i} 'd'
        # nothing before or after
        'ab'         | .          | 1 'x'        | 1 'x'               | 'axb'
        'ab'         | 1 'x'      | .            | 1 'x'               | 'axb'
        """)
    void composes(String document, String first, String second, String composed, String both) {
        assertThat(write(RICH_TEXT.compose(op(first), op(second)))).isEqualTo(composed);
        assertThat(write(RICH_TEXT.apply(doc(document), op(composed)))).isEqualTo(both);
        assertThat(write(RICH_TEXT.apply(RICH_TEXT.apply(doc(document), op(first)), op(second))))
                .isEqualTo(both);
    }
}
