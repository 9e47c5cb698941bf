package dev.stet.ot.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.DocumentGenerator;
import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.ot.Rule;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.Subject;
import dev.stet.ot.json.Json0Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Some hundred inputs to one type, each made of an earlier one that was worth keeping. Whatever comes in is taken or
 * refused with a rule, and what is taken keeps the laws.
 *
 * <p>Confined to its owner's thread.
 */
final class FuzzSession<S, O> {
    private static final int INPUTS = 400;
    private static final int DOCUMENT_SIZE = 8;
    private static final int MOST_KEPT = 60;
    private static final int MOST_CHANGES = 3;
    private static final int WALK_DEPTH = 50;
    private static final int READABLE_DEPTH = 8;

    private final OperationType<S, O> type;
    private final DocumentGenerator<S, O> generator;
    private final RandomGenerator random;
    private final FuzzTally tally;
    private final JsonMutator mutator;
    private final Set<Behaviour> seen = new HashSet<>();
    /** Inputs that showed something new. */
    private final List<Input<S>> kept = new ArrayList<>();

    /** An encoded operation and a document for it. */
    private record Input<S>(S document, Object json) {}

    FuzzSession(Subject<S, O> subject, RandomGenerator random, FuzzTally tally) {
        this.type = subject.type();
        this.generator = subject.generator();
        this.random = random;
        this.tally = tally;
        this.mutator = new JsonMutator(random);
    }

    void run() {
        for (int i = 0; i < INPUTS; i++) {
            boolean snapshot = random.nextInt(5) == 0;
            Input<S> input = snapshot ? new Input<>(type.empty(), encodedSnapshot()) : input();
            try {
                if (snapshot) {
                    offerSnapshot(input.json());
                } else {
                    offerOperation(input);
                }
            } catch (AssertionError | RuntimeException | StackOverflowError failure) {
                throw new AssertionError(
                        failure + "\n  type = " + type.name() + "\n  document = " + input.document() + "\n  "
                                + (snapshot ? "snapshot = " : "operation = ") + readable(input.json(), READABLE_DEPTH),
                        failure);
            }
        }
    }

    private static String readable(Object json, int depth) {
        if (depth == 0) {
            return "…";
        }
        return switch (json) {
            case List<?> list ->
                list.stream().map(part -> readable(part, depth - 1)).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(part -> part.getKey() + ": " + readable(part.getValue(), depth - 1))
                        .collect(Collectors.joining(", ", "{", "}"));
            case String text -> '"' + text + '"';
            case null, default -> String.valueOf(json);
        };
    }

    private void offerOperation(Input<S> input) {
        tally.operations++;
        Behaviour behaviour;
        try {
            O operation = type.decode(input.json());
            requireRoundTrip(operation);
            S after = type.apply(input.document(), operation);
            requireLawsWithinLimits(input.document(), operation, after);
            behaviour = Behaviour.accepting(input.json());
            tally.accepted++;
        } catch (InvalidOperationException refusal) {
            requireDiscreet(refusal, input.json());
            behaviour = Behaviour.refusing(refusal);
        }
        if (seen.add(behaviour)) {
            tally.behaviours++;
            if (kept.size() == MOST_KEPT) {
                kept.set(random.nextInt(MOST_KEPT), input);
            } else {
                kept.add(input);
            }
        }
    }

    /** Returns something kept or fresh, with a few changes; now and then something that is not even near. */
    private Input<S> input() {
        if (random.nextInt(20) == 0) {
            return new Input<>(document(), mutator.garbage(4));
        }
        Input<S> input = kept.isEmpty() || random.nextInt(3) == 0 ? fresh() : kept.get(random.nextInt(kept.size()));
        Object json = input.json();
        for (int i = random.nextInt(MOST_CHANGES + 1); i > 0; i--) {
            json = mutator.mutated(json);
        }
        if (random.nextInt(50) == 0) {
            json = Map.of("ops", json == null ? List.of() : json);
        }
        return new Input<>(random.nextInt(10) == 0 ? document() : input.document(), json);
    }

    private Input<S> fresh() {
        S document = document();
        return new Input<>(document, type.encode(edit(document)));
    }

    private S document() {
        return generator.snapshot(DOCUMENT_SIZE, random);
    }

    private O edit(S document) {
        return generator.edit(document, DOCUMENT_SIZE, random).operation();
    }

    private void requireRoundTrip(O operation) {
        assertThat(type.decode(type.encode(operation))).isEqualTo(operation);
    }

    /** What is small enough alone may be too large together with other edits; nothing else may be refused any more. */
    private void requireLawsWithinLimits(S document, O operation, S after) {
        try {
            requireLaws(document, complete(operation, document, after), after);
        } catch (InvalidOperationException refusal) {
            assertThat(refusal.rule()).isIn(Rule.TOO_LARGE, Rule.TOO_DEEP);
        }
    }

    /**
     * Returns the operation as one that says all it takes away: an operation of json0 need not, and then the laws do not
     * hold for it.
     */
    private O complete(O operation, S document, S after) {
        return type instanceof Json0Type ? type.invert(type.invert(operation, document), after) : operation;
    }

    private void requireLaws(S document, O operation, S after) {
        requireWellFormed(after);
        assertThat(type.apply(document, operation)).isEqualTo(after);
        O concurrent = edit(document);
        S afterConcurrent = type.apply(document, concurrent);
        for (Side side : Side.values()) {
            O beside = type.transform(operation, concurrent, side);
            O concurrentBeside = type.transform(concurrent, operation, side.opposite());
            assertThat(type.apply(afterConcurrent, beside)).isEqualTo(type.apply(after, concurrentBeside));
            requireRoundTrip(beside);
        }
        assertThat(type.apply(after, type.invert(operation, document))).isEqualTo(document);
        O next = edit(after);
        assertThat(type.apply(document, type.compose(operation, next))).isEqualTo(type.apply(after, next));
        generator.marker().ifPresent(marker -> {
            Selection caret = marker.caret(document, random);
            type.transformSelection(caret, operation)
                    .ifPresent(moved -> assertThat(type.contains(after, moved))
                            .as("contains")
                            .isTrue());
        });
    }

    private void requireWellFormed(S document) {
        Object encoded = type.encodeSnapshot(document);
        requireWellFormed(encoded, WALK_DEPTH);
        assertThat(type.decodeSnapshot(encoded)).isEqualTo(document);
        assertThat(type.size(document)).isNotNegative();
    }

    private static void requireWellFormed(Object json, int depth) {
        if (depth == 0) {
            return;
        }
        if (json instanceof String text) {
            assertThat(text.codePoints().noneMatch(FuzzSession::isSurrogate))
                    .as("a text holds no lone surrogate")
                    .isTrue();
        } else if (json instanceof List<?> list) {
            list.forEach(part -> requireWellFormed(part, depth - 1));
        } else if (json instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                requireWellFormed(key, depth - 1);
                requireWellFormed(value, depth - 1);
            });
        }
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private Object encodedSnapshot() {
        Object json = type.encodeSnapshot(document());
        for (int i = random.nextInt(MOST_CHANGES + 1); i > 0; i--) {
            json = mutator.mutated(json);
        }
        return json;
    }

    private void offerSnapshot(Object json) {
        tally.snapshots++;
        try {
            requireWellFormed(type.decodeSnapshot(json));
            tally.accepted++;
        } catch (InvalidOperationException refusal) {
            requireDiscreet(refusal, json);
        }
    }

    /** A refusal is about a component that is there, and tells nothing of what anybody wrote. */
    private void requireDiscreet(InvalidOperationException refusal, Object json) {
        tally.refused(refusal.rule());
        assertThat(refusal.component()).isBetween(-1, Math.max(0, components(json) - 1));
        assertThat(refusal.getMessage())
                .doesNotContain(JsonMutator.SECRET)
                .matches(message -> message.chars().allMatch(unit -> unit >= ' ' && unit <= '~'), "is plain ASCII");
    }

    private static int components(Object json) {
        if (json instanceof List<?> list) {
            return list.size();
        }
        return json instanceof Map<?, ?> map && map.get("ops") instanceof List<?> list ? list.size() : 0;
    }
}
