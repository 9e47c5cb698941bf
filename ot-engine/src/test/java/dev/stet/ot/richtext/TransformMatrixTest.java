package dev.stet.ot.richtext;

import static dev.stet.ot.richtext.Notation.op;
import static dev.stet.ot.richtext.Notation.write;
import static dev.stet.ot.richtext.RichTextType.RICH_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Side;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of component against every kind, on both sides, before, at, inside, at the end of and after the place
 * where the operation acts: units 2 to 5 of {@code abcdefgh}. Written as {@link Notation} says.
 */
class TransformMatrixTest {
    private static final RichText DOCUMENT = RichText.of("abcdefgh");

    @ParameterizedTest(name = "{0} against {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', useHeadersInDisplayName = true, textBlock = """
        operation     | place  | against    | as LEFT        | as RIGHT       | both, operation LEFT
        # insert against nothing, insert, delete, attributes
        2 'X'         | -      | .          | 2 'X'          | 2 'X'          | 'abXcdefgh'
        2 'X'         | before | 1 'M'      | 3 'X'          | 3 'X'          | 'aMbXcdefgh'
        2 'X'         | at     | 2 'M'      | 3 'X'          | 2 'X'          | 'abMXcdefgh'
        2 'X'         | at     | 2 @m       | 3 'X'          | 2 'X'          | 'ab' @m 'Xcdefgh'
        2 'X'         | after  | 3 'M'      | 2 'X'          | 2 'X'          | 'abXcMdefgh'
        2 'X'         | before | 1 -1       | 1 'X'          | 1 'X'          | 'aXcdefgh'
        2 'X'         | at     | 2 -1       | 2 'X'          | 2 'X'          | 'abXdefgh'
        2 'X'         | around | 1 -2       | 1 'X'          | 1 'X'          | 'aXdefgh'
        2 'X'         | after  | 3 -1       | 2 'X'          | 2 'X'          | 'abXcefgh'
        2 'X'         | around | 1 2{b}     | 2 'X'          | 2 'X'          | 'a' 'b'{b} 'X' 'c'{b} 'defgh'
        2 'X'{b}      | at     | 2 'M'{i}   | 3 'X'{b}       | 2 'X'{b}       | 'ab' 'M'{i} 'X'{b} 'cdefgh'
        2 @x          | before | 1 'M'      | 3 @x           | 3 @x           | 'aMb' @x 'cdefgh'
        2 @x          | at     | 2 @m       | 3 @x           | 2 @x           | 'ab' @m @x 'cdefgh'
        # delete against insert, delete, attributes
        2 -3          | before | 1 'M'      | 3 -3           | 3 -3           | 'aMbfgh'
        2 -3          | at     | 2 'M'      | 3 -3           | 3 -3           | 'abMfgh'
        2 -3          | inside | 3 @m       | 2 -1 1 -2      | 2 -1 1 -2      | 'ab' @m 'fgh'
        2 -3          | end    | 5 'M'      | 2 -3           | 2 -3           | 'abMfgh'
        2 -3          | after  | 6 'M'      | 2 -3           | 2 -3           | 'abfMgh'
        2 -3          | before | 1 -1       | 1 -3           | 1 -3           | 'afgh'
        2 -3          | at     | 2 -1       | 2 -2           | 2 -2           | 'abfgh'
        2 -3          | inside | 3 -1       | 2 -2           | 2 -2           | 'abfgh'
        2 -3          | end    | 4 -2       | 2 -2           | 2 -2           | 'abgh'
        2 -3          | same   | 2 -3       | .              | .              | 'abfgh'
        2 -3          | around | 1 -5       | .              | .              | 'agh'
        2 -3          | after  | 5 -1       | 2 -3           | 2 -3           | 'abgh'
        2 -3          | inside | 3 1{b}     | 2 -3           | 2 -3           | 'abfgh'
        2 -3          | around | 1 5{b}     | 2 -3           | 2 -3           | 'a' 'bf'{b} 'gh'
        # attributes against insert, delete
        2 3{b}        | before | 1 'M'      | 3 3{b}         | 3 3{b}         | 'aMb' 'cde'{b} 'fgh'
        2 3{b}        | at     | 2 'M'      | 3 3{b}         | 3 3{b}         | 'abM' 'cde'{b} 'fgh'
        2 3{b}        | inside | 3 'M'      | 2 1{b} 1 2{b}  | 2 1{b} 1 2{b}  | 'ab' 'c'{b} 'M' 'de'{b} 'fgh'
        2 3{b}        | end    | 5 'M'      | 2 3{b}         | 2 3{b}         | 'ab' 'cde'{b} 'Mfgh'
        2 3{b}        | before | 1 -1       | 1 3{b}         | 1 3{b}         | 'a' 'cde'{b} 'fgh'
        2 3{b}        | inside | 3 -1       | 2 2{b}         | 2 2{b}         | 'ab' 'ce'{b} 'fgh'
        2 3{b}        | end    | 4 -2       | 2 2{b}         | 2 2{b}         | 'ab' 'cd'{b} 'gh'
        2 3{b}        | around | 1 -5       | .              | .              | 'agh'
        # attributes against attributes: LEFT gives way where both name one
        2 3{b=1}      | same   | 2 3{b=2}   | .              | 2 3{b=1}       | 'ab' 'cde'{b=2} 'fgh'
        2 3{b=1}      | same   | 2 3{b=1}   | .              | 2 3{b=1}       | 'ab' 'cde'{b=1} 'fgh'
        2 3{b=1}      | same   | 2 3{-b}    | .              | 2 3{b=1}       | 'abcdefgh'
        2 3{-b}       | same   | 2 3{b=2}   | .              | 2 3{-b}        | 'ab' 'cde'{b=2} 'fgh'
        2 3{b=1}      | same   | 2 3{i}     | 2 3{b=1}       | 2 3{b=1}       | 'ab' 'cde'{b=1,i} 'fgh'
        2 3{b=1,i}    | same   | 2 3{b=2}   | 2 3{i}         | 2 3{b=1,i}     | 'ab' 'cde'{b=2,i} 'fgh'
        2 3{b=1}      | inside | 3 1{b=2}   | 2 1{b=1} 1 1{b=1} | 2 3{b=1}    | 'ab' 'c'{b=1} 'd'{b=2} 'e'{b=1} 'fgh'
        2 3{b=1}      | end    | 4 3{b=2}   | 2 2{b=1}       | 2 3{b=1}       | 'ab' 'cd'{b=1} 'efg'{b=2} 'h'
        # what is inserted stands before what is deleted at the same place
        'x' -1        | at     | 'M'        | 1 'x' -1       | 'x' 1 -1       | 'Mxbcdefgh'
        'x' -1        | same   | 'M' -1     | 1 'x'          | 'x'            | 'Mxbcdefgh'
        -1 1 'x'      | next   | 1 'M'      | -1 2 'x'       | -1 2 'x'       | 'Mbxcdefgh'
        """)
    void transforms(String operation, String place, String against, String left, String right, String both) {
        RichTextOperation mine = op(operation);
        RichTextOperation theirs = op(against);
        assertThat(write(RICH_TEXT.transform(mine, theirs, Side.LEFT))).isEqualTo(left);
        assertThat(write(RICH_TEXT.transform(mine, theirs, Side.RIGHT))).isEqualTo(right);
        assertThat(write(RICH_TEXT.apply(RICH_TEXT.apply(DOCUMENT, theirs), op(left))))
                .isEqualTo(both);
        assertThat(write(RICH_TEXT.apply(
                        RICH_TEXT.apply(DOCUMENT, mine), RICH_TEXT.transform(theirs, mine, Side.RIGHT))))
                .as("the other way round")
                .isEqualTo(both);
        assertThat(RICH_TEXT.apply(RICH_TEXT.apply(DOCUMENT, mine), RICH_TEXT.transform(theirs, mine, Side.LEFT)))
                .as("the other way round, operation RIGHT")
                .isEqualTo(RICH_TEXT.apply(RICH_TEXT.apply(DOCUMENT, theirs), op(right)));
    }
}
