package dev.stet.cli.doc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.cli.doc.TextChanges.Change;
import dev.stet.cli.doc.TextChanges.Unit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a person is shown of two texts. */
class ShownChangesTest {
    private static final long SEED = Long.getLong("stet.seed", new Random().nextLong());

    @Test
    void wordsAreShownWhole() {
        assertThat(words("the quick brown fox\n", "the quick breen fox jumps\n"))
                .isEqualTo("the quick [-brown-]{+breen+} fox{+ jumps+}\n\n");
        assertThat(words("same", "same")).isEmpty();
        assertThat(words("", "new")).isEqualTo("{+new+}\n");
    }

    @Test
    void whatIsTheSameForLongIsLeftOut() {
        String many = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        assertThat(words(many + "end\n", many + "END\n")).isEqualTo("@@ line 8 @@\n8\n9\n[-end-]{+END+}\n\n");
        assertThat(words("one\n" + many, "two\n" + many)).isEqualTo("[-one-]{+two+}\n1\n2\n\n");
    }

    @Test
    void linesAreShownWhole() {
        assertThat(lines("a\nbrown\nc\n", "a\nbroom\nc\nd\n"))
                .isEqualTo("@@ line 2 @@\n-brown\n+broom\n@@ line 4 @@\n+d\n");
        assertThat(lines("a", "b"))
                .isEqualTo("@@ line 1 @@\n-a\n\\ no line feed at its end\n+b\n\\ no line feed at its end\n");
        assertThat(lines("a\nb\n", "b\n")).isEqualTo("@@ line 1 @@\n-a\n");
    }

    @Test
    void changesLeadFromOneTextToTheOther() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            String before = text(random);
            String after = random.nextBoolean()
                    ? text(random)
                    : before.replace("b", "ab ").replace("\n", "\nc");
            for (Unit unit : Unit.values()) {
                List<Change> changes = TextChanges.between(before, after, unit);
                StringBuilder made = new StringBuilder();
                int at = 0;
                for (Change change : changes) {
                    made.append(before, at, change.fromBefore()).append(after, change.fromAfter(), change.toAfter());
                    at = change.toBefore();
                    assertThat(unit.isBoundary(before, change.fromBefore())
                                    && unit.isBoundary(before, change.toBefore())
                                    && unit.isBoundary(after, change.fromAfter())
                                    && unit.isBoundary(after, change.toAfter()))
                            .as(again())
                            .isTrue();
                }
                assertThat(made.append(before.substring(at)).toString())
                        .as(again())
                        .isEqualTo(after);
            }
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(30), 0, 6)
                .mapToObj(letter -> String.valueOf("abc \n.".charAt(letter)))
                .collect(Collectors.joining());
    }

    private static String words(String before, String after) {
        StringWriter out = new StringWriter();
        new WordDiff(before, after, false, new PrintWriter(out, true)).print();
        return out.toString();
    }

    private static String lines(String before, String after) {
        StringWriter out = new StringWriter();
        new LineDiff(before, after, new PrintWriter(out, true)).print();
        return out.toString();
    }

    private static String again() {
        return "again with: mvn -pl cli -am test -Dtest=ShownChangesTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dstet.seed=" + SEED;
    }
}
