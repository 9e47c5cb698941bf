package dev.stet.ot.text;

import static dev.stet.ot.text.TextType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Tries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The difference of two texts leaves alone what both have. */
class TextDiffTest {
    private static final String[] WORDS = {
        "let", "it", "stand", "the", "quick", "brown", "fox", "naïve", "中文", "😀", "x"
    };

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    abc                | axc                      | [1,"x",{"d":1}]
                    the quick fox      | the quiet fox            | [7,"et",{"d":2}]
                    the fox, the end   | a fox, an end            | ["a",{"d":3},6,"an",{"d":3}]
                    one two three four | one 2 three 4            | [4,"2",{"d":3},7,"4",{"d":4}]
                    same               | same                     | []
                    😀                 | 😁                       | ["😁",{"d":2}]
                    """)
    void wordsAreReplacedAndTheRestStays(String before, String after, String operation) {
        assertThat(TEXT.diff(Rope.of(before), Rope.of(after))).hasToString(operation);
    }

    @Test
    void linesThatMovedApartStay() {
        String before = "one\ntwo\nthree\nfour\nfive\n";
        String after = "one\n1.5\ntwo\nthree\nfive\nsix\n";
        assertThat(TEXT.diff(Rope.of(before), Rope.of(after))).hasToString("[4,\"1.5\\n\",10,{\"d\":5},5,\"six\\n\"]");
    }

    @Test
    void characterWrittenWithAccentsIsNotCut() {
        Rope before = Rope.of("cafe\u0301 at night");
        Rope after = Rope.of("cafe\u0300 at noon");
        TextOperation operation = TEXT.diff(before, after);
        assertThat(TEXT.apply(before, operation)).isEqualTo(after);
        assertThat(operation.components()).contains(new TextComponent.Insert("e\u0300"), new TextComponent.Retain(3));
        assertThat(operation.inserted()).doesNotStartWith("\u0300");
    }

    @Test
    void changesOfOthersBetweenTwoChangesStay() {
        String before = "first line\n" + "between\n".repeat(50) + "last line\n";
        String after = before.replace("first", "1st").replace("last", "final");
        TextOperation other = TextOperation.replace(before.indexOf("between") + 80, 0, "NEW ");
        TextOperation whole = TEXT.diff(Rope.of(before), Rope.of(after));
        Rope merged =
                TEXT.apply(TEXT.apply(Rope.of(before), other), TEXT.transform(whole, other, dev.stet.ot.Side.LEFT));
        assertThat(merged.toString())
                .isEqualTo(after.substring(0, after.indexOf("between") + 80) + "NEW "
                        + after.substring(after.indexOf("between") + 80));
    }

    /** Little is deleted and inserted if little was changed, wherever. */
    @Test
    void separateSmallChangesStaySmall() {
        Tries.run(TextDiffTest.class, Math.min(Tries.count(), 20_000) / 4, TextDiffTest::separate);
    }

    private static void separate(RandomGenerator random) {
        Rope before = Rope.of(prose(random, random.nextInt(50, 400)));
        Rope after = before;
        int changed = 0;
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            int at = boundary(after, random.nextInt(after.length()));
            int end = boundary(after, Math.min(after.length(), at + random.nextInt(4)));
            String text = random.nextInt(3) == 0 ? "" : WORDS[random.nextInt(WORDS.length)];
            after = after.replace(at, Math.max(at, end), text);
            changed += Math.max(at, end) - at + text.length();
        }
        TextOperation operation = TEXT.diff(before, after);
        assertThat(TEXT.apply(before, operation)).isEqualTo(after);
        assertThat(touched(operation)).as("units touched").isLessThanOrEqualTo(4 * changed + 40);
    }

    @Test
    void differenceOfUnlikeTextsIsBoundedInTime() {
        StringBuilder one = new StringBuilder();
        StringBuilder other = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            one.append((char) ('a' + i * 7 % 26)).append(i % 11 == 0 ? "\n" : " ");
            other.append((char) ('a' + i * 11 % 26)).append(i % 13 == 0 ? "\n" : " ");
        }
        Rope before = Rope.of(one.toString());
        Rope after = Rope.of(other.toString());
        TextOperation operation = Assertions.assertTimeout(Duration.ofSeconds(20), () -> TEXT.diff(before, after));
        assertThat(TEXT.apply(before, operation)).isEqualTo(after);
    }

    @Test
    void fewestStepsAreFoundAsByDynamicProgramming() {
        Tries.run(TextDiffTest.class, Tries.count(), random -> {
            int[] before = random.ints(random.nextInt(12), 0, 4).toArray();
            int[] after = random.ints(random.nextInt(12), 0, 4).toArray();
            List<ShortestEdit.Match> matches = ShortestEdit.matches(before, after, 100);
            int common = 0;
            int at = 0;
            int afterAt = 0;
            for (ShortestEdit.Match match : matches) {
                assertThat(match.before() >= at && match.after() >= afterAt).isTrue();
                for (int i = 0; i < match.length(); i++) {
                    assertThat(after[match.after() + i]).isEqualTo(before[match.before() + i]);
                }
                at = match.before() + match.length();
                afterAt = match.after() + match.length();
                common += match.length();
            }
            assertThat(common).isEqualTo(longestCommon(before, after));
        });
    }

    private static int longestCommon(int[] before, int[] after) {
        int[][] longest = new int[before.length + 1][after.length + 1];
        for (int i = 1; i <= before.length; i++) {
            for (int j = 1; j <= after.length; j++) {
                longest[i][j] = before[i - 1] == after[j - 1]
                        ? longest[i - 1][j - 1] + 1
                        : Math.max(longest[i - 1][j], longest[i][j - 1]);
            }
        }
        return longest[before.length][after.length];
    }

    private static int boundary(Rope text, int index) {
        return text.isBoundary(index) ? index : index - 1;
    }

    private static String prose(RandomGenerator random, int words) {
        List<String> prose = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            prose.add(WORDS[random.nextInt(WORDS.length)] + (random.nextInt(8) == 0 ? "\n" : " "));
        }
        return String.join("", prose);
    }

    private static int touched(TextOperation operation) {
        int touched = 0;
        for (TextComponent component : operation.components()) {
            touched += switch (component) {
                case TextComponent.Retain ignored -> 0;
                case TextComponent.Insert insert -> insert.text().length();
                case TextComponent.Delete delete -> delete.length();
            };
        }
        return touched;
    }
}
