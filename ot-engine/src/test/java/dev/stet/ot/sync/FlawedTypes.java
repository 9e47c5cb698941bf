package dev.stet.ot.sync;

import dev.stet.ot.Blame;
import dev.stet.ot.OperationType;
import dev.stet.ot.Side;
import java.util.List;

/** Types that do one thing wrongly, whatever they are types of. */
public final class FlawedTypes {
    private FlawedTypes() {}

    /** Transforms nothing: what others did is ignored. */
    public static <S, O> OperationType<S, O> ignoringOthers(OperationType<S, O> type) {
        return new DelegatingType<>(type) {
            @Override
            public O transform(O operation, O against, Side side) {
                return operation;
            }
        };
    }

    /** Forgets what comes past an operation that yields. */
    public static <S, O> OperationType<S, O> forgettingOthers(OperationType<S, O> type) {
        return new DelegatingType<>(type) {
            @Override
            public O transform(O operation, O against, Side side) {
                return side == type.yielding() ? super.transform(operation, against, side) : type.noop();
            }
        };
    }

    /** Lets those yield that should not, and the other way round. */
    public static <S, O> OperationType<S, O> takingTheOtherSide(OperationType<S, O> type) {
        return new DelegatingType<>(type) {
            @Override
            public Side yielding() {
                return super.yielding().opposite();
            }
        };
    }

    /** Inverts nothing. */
    public static <S, O> OperationType<S, O> invertingNothing(OperationType<S, O> type) {
        return new DelegatingType<>(type) {
            @Override
            public O invert(O operation, S before) {
                return type.noop();
            }
        };
    }

    /** Forgets the second of two operations. */
    public static <S, O> OperationType<S, O> composingHalf(OperationType<S, O> type) {
        return new DelegatingType<>(type) {
            @Override
            public O compose(O first, O second) {
                return first.equals(type.noop()) ? second : first;
            }
        };
    }

    /** Lays every part to the revision before the one that wrote it. */
    public static <S, O> OperationType<S, O> blamingTheOneBefore(OperationType<S, O> type) {
        return new DelegatingType<>(type) {
            @Override
            public Blame<O> blame(S snapshot, long revision) {
                return new LateBlame<>(super.blame(snapshot, revision), revision);
            }
        };
    }

    /** Lays what an operation writes to the revision of the first one. */
    public static <S, O> OperationType<S, O> blamingTheFirst(OperationType<S, O> type) {
        return new DelegatingType<>(type) {
            @Override
            public Blame<O> blame(S snapshot, long revision) {
                return new FirstBlame<>(super.blame(snapshot, revision), revision);
            }
        };
    }

    private record LateBlame<O>(Blame<O> right, long last) implements Blame<O> {
        @Override
        public Blame<O> after(O operation, long revision) {
            return new LateBlame<>(right.after(operation, last), revision);
        }

        @Override
        public List<Span> spans() {
            return right.spans();
        }
    }

    private record FirstBlame<O>(Blame<O> right, long first) implements Blame<O> {
        @Override
        public Blame<O> after(O operation, long revision) {
            return new FirstBlame<>(right.after(operation, first), first);
        }

        @Override
        public List<Span> spans() {
            return right.spans();
        }
    }
}
