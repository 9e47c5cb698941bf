package dev.stet.ot.rebase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.DocumentGenerator;
import dev.stet.ot.Law;
import dev.stet.ot.OperationType;
import dev.stet.ot.OperationTypeLaws;
import dev.stet.ot.Rebased;
import dev.stet.ot.Side;
import dev.stet.ot.Tries;
import dev.stet.ot.sync.DelegatingType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Checks that a type's rebasing in fragments gives what transforming one after the other gives. */
public final class InFragments {
    private InFragments() {}

    /** Checks the law with fragments so small that every operation of a few components is cut. */
    public static <S, O> void checkLaw(
            OperationType<S, O> type,
            SequenceOperations<O, ?, ?> operations,
            int most,
            DocumentGenerator<S, O> generator,
            Class<?> test) {
        new OperationTypeLaws<>(cutting(type, operations, most), generator, test)
                .check(Law.REBASING, Tries.count(), Tries.seed());
    }

    /** Returns a type that cuts what it rebases into fragments of about {@code most} components. */
    public static <S, O> OperationType<S, O> cutting(
            OperationType<S, O> type, SequenceOperations<O, ?, ?> operations, int most) {
        Rebasing<O, ?, ?> rebasing = new Rebasing<>(operations, most);
        return new DelegatingType<>(type) {
            @Override
            public Rebased<O> rebase(O operation, List<O> over, Side side) {
                return rebasing.rebase(operation, over, side);
            }
        };
    }

    /** Checks an operation composed of many edits, over as many others, both on one document. */
    public static <S, O> void checkLong(OperationType<S, O> type, S document, int edits, Function<S, O> edit) {
        O buffered = type.composeAll(edits(type, document, edits, edit));
        List<O> log = edits(type, document, edits, edit);
        for (Side side : Side.values()) {
            Rebased<O> expected = new DelegatingType<>(type).rebase(buffered, log, side);
            assertThat(type.rebase(buffered, log, side)).isEqualTo(expected);
        }
    }

    private static <S, O> List<O> edits(OperationType<S, O> type, S document, int count, Function<S, O> edit) {
        List<O> edits = new ArrayList<>();
        S edited = document;
        for (int i = 0; i < count; i++) {
            edits.add(edit.apply(edited));
            edited = type.apply(edited, edits.getLast());
        }
        return edits;
    }
}
