package dev.stet.ot.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A rope is a string that is cheap to change: whatever is done to both, they stay the same. */
class RopeModelTest {
    /** Replaces a stretch; where it lies is told in parts of a thousand of the text's code points. */
    record Change(int from, int to, String text) {}

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> characters = Arbitraries.of("a", "b", "\n", "é", "ÿ", "中", "’", "😀", "𝒳");
        Arbitrary<String> small = characters.list().ofMaxSize(5).map(list -> String.join("", list));
        Arbitrary<String> large = Combinators.combine(
                        characters, characters, Arbitraries.integers().between(100, 1500))
                .as((one, other, times) -> (one + one + one + other).repeat(times));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, small), net.jqwik.api.Tuple.of(1, large));
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<Integer> thousandths = Arbitraries.integers().between(0, 1000);
        return Combinators.combine(thousandths, thousandths, texts())
                .as((one, other, text) -> new Change(Math.min(one, other), Math.max(one, other), text))
                .list()
                .ofMaxSize(30);
    }

    @Property(tries = 500)
    void changesLikeAString(@ForAll("texts") String start, @ForAll("changes") List<Change> changes) {
        Rope rope = Rope.of(start);
        String model = start;
        for (Change change : changes) {
            int from = boundary(model, change.from());
            int to = boundary(model, change.to());
            Rope before = rope;
            String beforeModel = model;
            rope = rope.replace(from, to, change.text());
            model = model.substring(0, from) + change.text() + model.substring(to);
            assertThat(before.toString()).as("the rope before the change").isEqualTo(beforeModel);
        }
        assertThat(rope.toString()).isEqualTo(model);
        assertThat(rope).isEqualTo(Rope.of(model)).hasSameHashCodeAs(Rope.of(model));
        RopeShape.of(rope);
    }

    @Property(tries = 300)
    void readsLikeAString(@ForAll("texts") String one, @ForAll("texts") String other) {
        String model = one + other + one;
        Rope rope = Rope.of(one).concat(Rope.of(other)).concat(Rope.of(one));
        RopeShape.of(rope);
        assertThat(rope.length()).isEqualTo(model.length());
        assertThat(rope.codePointCount()).isEqualTo(model.codePointCount(0, model.length()));
        assertThat(rope.chars().toArray()).isEqualTo(model.chars().toArray());
        StringBuilder appended = new StringBuilder("> ");
        rope.appendTo(appended);
        assertThat(appended.toString()).isEqualTo("> " + model);
    }

    @Property(tries = 300)
    void cutsLikeAString(
            @ForAll("texts") String one, @ForAll("texts") String other, @ForAll("changes") List<Change> places) {
        String model = one + other;
        Rope rope = Rope.of(one).concat(Rope.of(other));
        for (Change place : places) {
            int from = boundary(model, place.from());
            int to = boundary(model, place.to());
            assertThat(rope.substring(from, to)).isEqualTo(model.substring(from, to));
            Rope slice = rope.slice(from, to);
            assertThat(slice.toString()).isEqualTo(model.substring(from, to));
            RopeShape.of(slice);
            int characters = model.codePointCount(0, from);
            assertThat(rope.codePointOffset(from)).isEqualTo(characters);
            assertThat(rope.indexOfCodePoint(characters)).isEqualTo(from);
            assertThat(rope.isBoundary(from)).isTrue();
        }
    }

    @Property(tries = 300)
    void differsWhereAStringDiffers(
            @ForAll("texts") String start, @ForAll("texts") String end, @ForAll("changes") List<Change> changes) {
        Rope before = Rope.of(start).concat(Rope.of(end));
        Rope after = before;
        for (Change change : changes.subList(0, Math.min(2, changes.size()))) {
            String text = after.toString();
            after = after.replace(boundary(text, change.from()), boundary(text, change.to()), change.text());
        }
        assertThat(before.equals(after)).isEqualTo(before.toString().equals(after.toString()));
        TextOperation difference = TextType.TEXT.diff(before, after);
        assertThat(TextType.TEXT.apply(before, difference)).isEqualTo(after);
        assertThat(difference.isNoop()).isEqualTo(before.equals(after));
    }

    private static int boundary(String text, int thousandths) {
        int characters = text.codePointCount(0, text.length());
        return text.offsetByCodePoints(0, (int) ((long) characters * thousandths / 1000));
    }
}
