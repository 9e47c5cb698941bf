package dev.stet.ot.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.Tries;
import dev.stet.ot.plain.Surrogates;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a rope promises besides being a string. */
class RopeTest {
    private static final int MANY = 1_000_000;
    private static final String LINE = "It was a bright cold day in April, and the clocks were striking thirteen.\n";

    /** Ways to edit that have made trees of text degenerate. */
    enum Habit {
        ANYWHERE,
        AT_THE_END,
        AT_THE_START,
        IN_ONE_PLACE,
        BACK_AND_FORTH
    }

    @ParameterizedTest
    @EnumSource
    void staysBalancedHoweverOneEdits(Habit habit) {
        Tries.run(getClass(), 1, random -> {
            Rope rope = Rope.of(LINE.repeat(100));
            for (int i = 0; i < MANY / Habit.values().length; i++) {
                rope = edited(rope, habit, i, random);
            }
            RopeShape.of(rope);
        });
    }

    @Test
    void staysBalancedThroughAMillionRandomEdits() {
        Tries.run(getClass(), 1, random -> {
            Rope rope = Rope.empty();
            for (int i = 0; i < MANY; i++) {
                rope = edited(rope, Habit.ANYWHERE, i, random);
                if (i % (MANY / 20) == 0) {
                    RopeShape.of(rope);
                }
            }
            RopeShape.of(rope);
        });
    }

    private static Rope edited(Rope rope, Habit habit, int i, RandomGenerator random) {
        int length = rope.length();
        int at = switch (habit) {
            case ANYWHERE -> random.nextInt(length + 1);
            case AT_THE_END -> length;
            case AT_THE_START -> 0;
            case IN_ONE_PLACE -> length / 2;
            case BACK_AND_FORTH -> i % 2 == 0 ? 0 : length;
        };
        if (random.nextInt(100) < 55) {
            return rope.insert(at, LINE.substring(0, 1 + random.nextInt(i % 1000 == 0 ? LINE.length() : 3)));
        }
        return rope.delete(Math.max(0, at - 1 - random.nextInt(3)), at);
    }

    @Test
    void keepsAMegabyteOfAsciiInLittleMoreThanAMegabyte() {
        Rope fresh = Rope.of(LINE.repeat(1 + MANY / LINE.length()));
        assertThat(RopeShape.of(fresh).bytesPerUnit()).isLessThan(1.2);
        Tries.run(getClass(), 1, random -> {
            Rope typed = Rope.empty();
            while (typed.length() < MANY) {
                typed = typed.insert(random.nextInt(typed.length() + 1), LINE.substring(0, 1 + random.nextInt(8)));
            }
            assertThat(RopeShape.of(typed).bytesPerUnit()).as("typed all over").isLessThan(1.25);
            Rope appended = Rope.empty();
            while (appended.length() < MANY) {
                appended = appended.insert(appended.length(), "x");
            }
            assertThat(RopeShape.of(appended).bytesPerUnit())
                    .as("typed at the end")
                    .isLessThan(1.3);
        });
    }

    @Test
    void doesNotLeaveCrumbsWhereTextWasDeleted() {
        Rope rope = Rope.of(LINE.repeat(2000));
        int length = rope.length();
        for (int i = length; i > 100; i -= 100) {
            rope = rope.delete(i - 95, i);
        }
        assertThat(rope.length()).isLessThan(length / 10);
        assertThat(RopeShape.of(rope).bytesPerUnit()).isLessThan(1.6);
        assertThat(rope.delete(0, rope.length())).isSameAs(Rope.empty());
    }

    @Test
    void changeSharesTheRestOfTheTree() {
        Rope before = Rope.of(LINE.repeat(1000));
        Rope after = before.insert(10, "x");
        Branch shared = (Branch) before.tree();
        Branch changed = (Branch) after.tree();
        assertThat(changed.count()).isEqualTo(shared.count());
        assertThat(changed.child(0)).isNotSameAs(shared.child(0));
        for (int i = 1; i < shared.count(); i++) {
            assertThat(changed.child(i)).isSameAs(shared.child(i));
        }
    }

    @Test
    void typingLeavesTheTreeAloneUntilItIsAskedFor() {
        Rope typed = Rope.of(LINE.repeat(1000)).insert(700, "x");
        assertThat(typed.insert(701, "yz").delete(699, 701).tree()).isNotSameAs(typed.tree());
        assertThat(typed.tree()).as("remembered").isSameAs(typed.tree());
        RopeShape.of(typed);
    }

    /** Without asking for the tree, which would close the chunk that is open. */
    @Test
    void readsLikeAStringWhileOneTypes() {
        String[] texts = {"", "a", "é", "中", "😀", "ab😀", "x".repeat(40)};
        Tries.run(getClass(), 50, random -> {
            String model = LINE.repeat(random.nextInt(20)) + "😀中".repeat(random.nextInt(200));
            Rope rope = Rope.of(model);
            int characters = 0;
            for (int i = 0; i < 40; i++) {
                int count = model.codePointCount(0, model.length());
                boolean elsewhere = random.nextInt(10) == 0;
                characters = elsewhere ? random.nextInt(count + 1) : Math.min(count, characters + random.nextInt(3));
                int from = model.offsetByCodePoints(0, characters);
                int to = model.offsetByCodePoints(from, Math.min(count - characters, random.nextInt(3)));
                String text = texts[random.nextInt(texts.length)];
                model = model.substring(0, from) + text + model.substring(to);
                rope = rope.replace(from, to, text);
                assertReads(rope, model);
            }
            assertThat(rope).hasToString(model);
            RopeShape.of(rope);
        });
    }

    /** Key by key, across what stands apart from a chunk and from the tree, and across whole chunks. */
    @Test
    void readsLikeAStringWhileOneTypesAndTakesBackALongStretch() {
        StringBuilder model = new StringBuilder((LINE + "😀").repeat(60));
        Rope rope = Rope.of(model.toString());
        int at = model.length() - LINE.length();
        for (int i = 0; i < 2 * Typed.MOST + 2; i++) {
            model.insert(at, 'x');
            rope = rope.insert(at++, "x");
            assertReadsAround(rope, model, at);
        }
        while (at > 2 * LINE.length()) {
            int before = model.offsetByCodePoints(at, -1);
            model.delete(before, at);
            rope = rope.delete(before, at);
            at = before;
            assertReadsAround(rope, model, at);
        }
        assertReads(rope, model.toString());
        assertThat(rope).hasToString(model.toString());
        RopeShape.of(rope);
    }

    private static void assertReadsAround(Rope rope, StringBuilder model, int at) {
        assertThat(rope.length()).isEqualTo(model.length());
        assertThat(rope.charAt(at - 1)).isEqualTo(model.charAt(at - 1));
        assertThat(rope.charAt(at)).isEqualTo(model.charAt(at));
        assertThat(rope.codePointOffset(at)).isEqualTo(model.codePointCount(0, at));
        assertThat(rope.codePointCount()).isEqualTo(model.codePointCount(0, model.length()));
    }

    @Test
    void putsInAndTakesAwayAsMuchAsStandsApartAndOneMore() {
        String model = LINE.repeat(100);
        for (int length : new int[] {Typed.MOST, Typed.MOST + 1}) {
            assertThat(Rope.of(model).insert(1_000, "y".repeat(length)))
                    .hasToString(model.substring(0, 1_000) + "y".repeat(length) + model.substring(1_000));
        }
        for (int length : new int[] {Leaf.MAX_LENGTH, Leaf.MAX_LENGTH + 1}) {
            Rope rest = Rope.of(model).delete(1_000, 1_000 + length);
            assertThat(rest).hasToString(model.substring(0, 1_000) + model.substring(1_000 + length));
            assertThat(rest.delete(999, 1_000)).hasToString(model.substring(0, 999) + model.substring(1_000 + length));
        }
    }

    private static void assertReads(Rope rope, String model) {
        assertThat(rope.length()).isEqualTo(model.length());
        int characters = 0;
        for (int i = 0; i < model.length(); i++) {
            assertThat(rope.charAt(i)).isEqualTo(model.charAt(i));
            assertThat(rope.isBoundary(i)).isEqualTo(!Surrogates.splits(model, i));
            if (rope.isBoundary(i)) {
                assertThat(rope.codePointOffset(i)).isEqualTo(characters);
                assertThat(rope.indexOfCodePoint(characters)).isEqualTo(i);
                characters++;
            }
        }
        assertThat(rope.codePointCount()).isEqualTo(characters);
        assertThat(rope.codePointOffset(model.length())).isEqualTo(characters);
        assertThat(rope.indexOfCodePoint(characters)).isEqualTo(model.length());
    }

    @Test
    void returnsToOneByteAUnitWhenTheLastWideCharacterIsGone() {
        Rope rope = Rope.of("abc").insert(1, "中");
        assertThat(rope.tree()).isInstanceOf(WideLeaf.class);
        assertThat(rope.delete(1, 2).tree()).isInstanceOf(NarrowLeaf.class);
        assertThat(rope.delete(1, 2)).hasToString("abc");
    }

    @Test
    void knowsWhereASurrogatePairMayNotBeCut() {
        Rope rope = Rope.of("a😀b");
        assertThat(rope.isBoundary(1)).isTrue();
        assertThat(rope.isBoundary(2)).isFalse();
        assertThat(rope.isBoundary(3)).isTrue();
        assertThat(rope.isBoundary(4)).isTrue();
        assertThat(rope.isBoundary(5)).isFalse();
        assertThat(rope.isBoundary(-1)).isFalse();
        assertThat(rope.codePointCount()).isEqualTo(3);
        assertThat(rope.codePointOffset(3)).isEqualTo(2);
        assertThat(rope.indexOfCodePoint(2)).isEqualTo(3);
    }

    @Test
    void refusesToCutASurrogatePairOrToHoldHalfOfOne() {
        Rope rope = Rope.of("a😀b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rope.insert(2, "x"))
                .withMessage("a position must not be inside a surrogate pair, index=2");
        assertThatIllegalArgumentException().isThrownBy(() -> rope.delete(0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> rope.slice(2, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> rope.codePointOffset(2));
        for (String text : new String[] {"\ud83d", "x\ude00", "\ude00\ud83d", "\ud83dx"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Rope.of(text))
                    .withMessageStartingWith("a text must not hold a lone surrogate, index=");
            assertThatIllegalArgumentException().isThrownBy(() -> rope.insert(0, text));
        }
        assertThat(rope.substring(0, 2)).isEqualTo("a\ud83d");
    }

    @Test
    void refusesPlacesOutsideTheText() {
        Rope rope = Rope.of("abc");
        assertOutside(text -> text.insert(4, "x"), rope);
        assertOutside(text -> text.delete(2, 4), rope);
        assertOutside(text -> text.delete(2, 1), rope);
        assertOutside(text -> text.slice(-1, 1), rope);
        assertThatThrownBy(() -> rope.charAt(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Rope.empty().charAt(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> rope.indexOfCodePoint(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void assertOutside(UnaryOperator<Rope> change, Rope rope) {
        assertThatThrownBy(() -> change.apply(rope)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesToGrowPastWhatCanBeCounted() {
        Rope huge = Rope.of("x".repeat(1 << 16));
        while (huge.length() < 1 << 30) {
            huge = huge.concat(huge);
        }
        Rope most = huge.concat(huge.slice(1, huge.length()));
        assertThat(most.length()).isEqualTo(Integer.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> most.insert(7, "x"))
                .withMessage("the text would be too long, length=2147483647 inserted=1 limit=2147483647");
        assertThatIllegalArgumentException().isThrownBy(() -> most.concat(Rope.of("x")));
        assertThat(most.replace(7, 8, "y").charAt(7)).isEqualTo('y');
    }
}
