package dev.stet.ot.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.Tries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A sequence is what a string is that is changed the same way, and its tree stays balanced. */
class SequenceTest {
    /** Runs of one letter, as short texts. They merge up to a length of 5. */
    private static final Elements<String> RUNS = new Elements<>() {
        @Override
        public int length(String element) {
            return element.length();
        }

        @Override
        public long weight(String element) {
            return 10L * element.length();
        }

        @Override
        public String slice(String element, int from, int to) {
            return element.substring(from, to);
        }

        @Override
        public boolean merges(String left, String right) {
            return left.charAt(0) == right.charAt(0) && left.length() + right.length() <= 5;
        }

        @Override
        public String merge(String left, String right) {
            return left + right;
        }
    };

    private static final Elements<Integer> NUMBERS = new Elements<>() {
        @Override
        public int length(Integer element) {
            return 1;
        }

        @Override
        public Integer slice(Integer element, int from, int to) {
            throw new AssertionError("an element of length 1 is never cut");
        }
    };

    @Test
    void changesAsAStringDoes() {
        Tries.run(SequenceTest.class, Tries.count(), SequenceTest::changeAndCompare);
    }

    private static void changeAndCompare(RandomGenerator random) {
        Sequence<String> sequence = Sequence.empty(RUNS);
        String text = "";
        int scale = 1 + random.nextInt(40);
        for (int i = 0; i < 20; i++) {
            int from = random.nextInt(text.length() + 1);
            int to = from + random.nextInt(Math.min(scale, text.length() - from) + 1);
            List<String> inserted = runs(random.nextInt(scale), random);
            Sequence<String> changed = sequence.replace(from, to, inserted);
            text = text.substring(0, from) + String.join("", inserted) + text.substring(to);
            assertThat(text(changed)).isEqualTo(text);
            assertThat(changed.length()).isEqualTo(text.length());
            assertThat(changed.weight()).isEqualTo(10L * text.length());
            assertBalanced(changed.root());
            assertThat(changed.weightBefore(text.length())).isEqualTo(10L * text.length());
            if (!text.isEmpty()) {
                int position = random.nextInt(text.length());
                assertThat(changed.weightBefore(position)).isEqualTo(10L * changed.startOf(position));
            }
            assertSlices(changed, text, random);
            assertCommonEnds(sequence, changed);
            sequence = changed;
        }
    }

    private static void assertSlices(Sequence<String> sequence, String text, RandomGenerator random) {
        int from = random.nextInt(text.length() + 1);
        int to = from + random.nextInt(text.length() - from + 1);
        assertThat(text(sequence.slice(from, to))).isEqualTo(text.substring(from, to));
        assertThat(text(sequence.slice(0, from).concat(sequence.slice(from, text.length()))))
                .isEqualTo(text);
        StringBuilder passed = new StringBuilder();
        sequence.forEach(from, to, passed::append);
        assertThat(passed.toString()).isEqualTo(text.substring(from, to));
        if (from < text.length()) {
            Sequence.Place<String> place = sequence.find(from);
            assertThat(text.substring(
                            place.start(), place.start() + place.element().length()))
                    .isEqualTo(place.element());
            assertThat(place.start())
                    .isLessThanOrEqualTo(from)
                    .isGreaterThan(from - place.element().length());
        }
    }

    /** Elements in common, found one by one. */
    private static void assertCommonEnds(Sequence<String> one, Sequence<String> other) {
        List<String> first = elements(one);
        List<String> second = elements(other);
        assertThat(one.commonPrefix(other)).isEqualTo(common(first, second));
        assertThat(one.commonSuffix(other)).isEqualTo(common(first.reversed(), second.reversed()));
        assertThat(one.equals(other)).isEqualTo(first.equals(second));
    }

    private static int common(List<String> first, List<String> second) {
        int length = 0;
        for (int i = 0;
                i < Math.min(first.size(), second.size()) && first.get(i).equals(second.get(i));
                i++) {
            length += first.get(i).length();
        }
        return length;
    }

    @Test
    void setsOneElementAndKeepsTheShape() {
        Tries.run(SequenceTest.class, 50, random -> {
            List<Integer> numbers = new ArrayList<>();
            for (int i = random.nextInt(3_000); i >= 0; i--) {
                numbers.add(i);
            }
            Sequence<Integer> before = Sequence.of(NUMBERS, numbers);
            int position = random.nextInt(numbers.size());
            numbers.set(position, 1_000_000);
            Sequence<Integer> after = before.set(position, 1_000_000);
            assertThat(after).isEqualTo(Sequence.of(NUMBERS, numbers)).isNotEqualTo(before);
            assertThat(after.weight()).isEqualTo(Sequence.of(NUMBERS, numbers).weight());
            assertThat(after.root().height()).isEqualTo(before.root().height());
        });
        Sequence<String> runs = Sequence.of(RUNS, List.of("aa", "b"));
        assertThat(text(runs.set(1, "xy"))).isEqualTo("xyb");
        assertThatThrownBy(() -> runs.set(0, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> runs.set(3, "x")).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aChangeInALongSequenceMakesFewNewNodes() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            numbers.add(i);
        }
        Sequence<Integer> before = Sequence.of(NUMBERS, numbers);
        Sequence<Integer> after = before.replace(70_000, 70_000, List.of(-1));
        Set<Object> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(before.root(), shared);
        Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(after.root(), all);
        all.removeAll(shared);
        assertThat(all).hasSizeLessThanOrEqualTo(20);
        assertThat(before.commonPrefix(after)).isEqualTo(70_000);
        assertThat(before.commonSuffix(after)).isEqualTo(30_000);
        assertThat(after.elementAt(70_000)).isEqualTo(-1);
        assertThat(after.slice(70_001, after.length())).isEqualTo(before.slice(70_000, 100_000));
    }

    @Test
    void refusesWhatIsOutOfRange() {
        Sequence<String> sequence = Sequence.of(RUNS, List.of("aa", "b"));
        assertThatThrownBy(() -> sequence.replace(2, 4, List.of())).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sequence.slice(-1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sequence.elementAt(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(sequence).hasToString("[aa, b]").containsExactly("aa", "b");
    }

    @Test
    void refusesToBecomeLongerThanCanBeCounted() {
        Elements<Integer> huge = new Elements<>() {
            @Override
            public int length(Integer element) {
                return element;
            }

            @Override
            public Integer slice(Integer element, int from, int to) {
                return to - from;
            }
        };
        Sequence<Integer> full = Sequence.of(huge, List.of(Integer.MAX_VALUE));
        assertThatThrownBy(() -> full.replace(5, 5, List.of(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> full.concat(full)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Sequence.of(huge, List.of(Integer.MAX_VALUE, 1)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(full.replace(5, 6, List.of(1))).containsExactly(5, 1, Integer.MAX_VALUE - 6);
    }

    private static List<String> runs(int count, RandomGenerator random) {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(Character.toString('a' + random.nextInt(3)).repeat(1 + random.nextInt(3)));
        }
        return runs;
    }

    private static List<String> elements(Sequence<String> sequence) {
        List<String> elements = new ArrayList<>();
        sequence.iterator().forEachRemaining(elements::add);
        return elements;
    }

    private static String text(Sequence<String> sequence) {
        return String.join("", sequence);
    }

    private static void collect(Node<?> node, Set<Object> nodes) {
        nodes.add(node);
        if (node instanceof Branch<?> branch) {
            collect(branch.left, nodes);
            collect(branch.right, nodes);
        }
    }

    private static int assertBalanced(Node<String> node) {
        if (node instanceof Leaf<String> leaf) {
            assertThat(leaf.count()).isLessThanOrEqualTo(Leaf.MOST);
            return 0;
        }
        Branch<String> branch = (Branch<String>) node;
        int left = assertBalanced(branch.left);
        int right = assertBalanced(branch.right);
        assertThat(Math.abs(left - right)).isLessThanOrEqualTo(1);
        assertThat(branch.left.length).isPositive();
        assertThat(branch.right.length).isPositive();
        assertThat(branch.height()).isEqualTo(1 + Math.max(left, right));
        return branch.height();
    }
}
