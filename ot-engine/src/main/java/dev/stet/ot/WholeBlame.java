package dev.stet.ot;

import java.util.List;

/** Lays a whole document to the revision that changed it last. Immutable. */
record WholeBlame<S, O>(OperationType<S, O> type, S snapshot, long revision) implements Blame<O> {
    @Override
    public Blame<O> after(O operation, long newRevision) {
        S next = type.apply(snapshot, operation);
        return next.equals(snapshot) ? this : new WholeBlame<>(type, next, newRevision);
    }

    @Override
    public List<Span> spans() {
        int size = (int) Math.min(type.size(snapshot), Integer.MAX_VALUE);
        return size == 0 ? List.of() : List.of(Span.of(0, size, revision));
    }
}
