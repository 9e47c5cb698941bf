package dev.stet.ot.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.NamedValues;
import dev.stet.ot.OperationType;
import dev.stet.ot.Tries;
import dev.stet.ot.json.Json0Type;
import dev.stet.ot.json.JsonMembers;
import dev.stet.ot.richtext.AttributesOfAText;
import dev.stet.ot.richtext.RichTextType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Undo where several people set one value: what somebody else set since stays. {@code -Dot.tries=N} tries N times. */
class UndoValuesTest {
    private static final String[] NAMES = {"a", "b", "c"};

    static Stream<Named<Values<?, ?>>> values() {
        return Stream.of(
                Named.of("json0", new Values<>(Json0Type.JSON0, Json0Type.JSON0, new JsonMembers())),
                Named.of(
                        "rich-text",
                        new Values<>(RichTextType.RICH_TEXT, RichTextType.RICH_TEXT, new AttributesOfAText())));
    }

    @ParameterizedTest
    @MethodSource("values")
    void undoLeavesWhatOthersSetSince(Values<?, ?> values) {
        Tries.run(UndoValuesTest.class, Tries.count(), values::run);
    }

    @ParameterizedTest
    @MethodSource("values")
    void undoThatTakesTheOtherSideIsNoticed(Values<?, ?> values) {
        assertThatThrownBy(() -> Tries.run(UndoValuesTest.class, 5_000, values.onTheOtherSide()::run))
                .isInstanceOf(AssertionError.class);
    }

    /** What a step did to one value; nothing any more, if somebody else set it since. */
    private record Step(String name, Optional<Integer> before, Optional<Integer> after) {
        Step reversed() {
            return new Step(name, after, before);
        }
    }

    /** A type, the type that undo believes it to be, and how its documents are values by names. */
    record Values<S, O>(OperationType<S, O> type, OperationType<S, O> undoType, NamedValues<S, O> values) {
        Values<S, O> onTheOtherSide() {
            return new Values<>(type, FlawedTypes.takingTheOtherSide(type), values);
        }

        void run(RandomGenerator random) {
            Undo<S, O> undo = new Undo<>(undoType, 100);
            Map<String, Integer> expected = new TreeMap<>(Map.of("a", 0));
            S shown = values.document(expected);
            Deque<Step> undos = new ArrayDeque<>();
            Deque<Step> redos = new ArrayDeque<>();
            for (int i = random.nextInt(1, 25); i > 0; i--) {
                String name = NAMES[random.nextInt(NAMES.length)];
                Optional<Integer> value = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(10 + i);
                Optional<Integer> before = Optional.ofNullable(expected.get(name));
                O operation;
                switch (random.nextInt(6)) {
                    case 0, 1 -> {
                        operation = values.set(shown, name, value);
                        undo.edited(operation, shown);
                        if (!before.equals(value)) {
                            undos.push(new Step(name, before, value));
                            redos.clear();
                            put(expected, name, value);
                        }
                    }
                    case 2, 3 -> {
                        operation = values.set(shown, name, Optional.of(100 + i));
                        undo.shown(operation);
                        undos.removeIf(step -> step.name().equals(name));
                        redos.removeIf(step -> step.name().equals(name));
                        put(expected, name, Optional.of(100 + i));
                    }
                    case 4 -> {
                        operation = undo.undo(shown).orElseGet(type::noop);
                        move(undos, redos, expected);
                    }
                    default -> {
                        operation = undo.redo(shown).orElseGet(type::noop);
                        move(redos, undos, expected);
                    }
                }
                shown = type.apply(shown, operation);
                assertThat(values.values(shown)).isEqualTo(expected);
            }
        }

        private static void move(Deque<Step> from, Deque<Step> to, Map<String, Integer> expected) {
            if (!from.isEmpty()) {
                Step step = from.pop();
                put(expected, step.name(), step.before());
                to.push(step.reversed());
            }
        }

        private static void put(Map<String, Integer> values, String name, Optional<Integer> value) {
            value.ifPresentOrElse(present -> values.put(name, present), () -> values.remove(name));
        }
    }
}
