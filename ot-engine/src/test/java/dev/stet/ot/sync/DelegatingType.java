package dev.stet.ot.sync;

import dev.stet.ot.Blame;
import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.util.Optional;

/** A type that does what another one does: the base of those that do one thing wrongly. */
public class DelegatingType<S, O> implements OperationType<S, O> {
    private final OperationType<S, O> type;

    public DelegatingType(OperationType<S, O> type) {
        this.type = type;
    }

    @Override
    public O complete(O operation, S before) {
        return type.complete(operation, before);
    }

    @Override
    public O transform(O operation, O against, Side side) {
        return type.transform(operation, against, side);
    }

    @Override
    public String name() {
        return type.name();
    }

    @Override
    public String uri() {
        return type.uri();
    }

    @Override
    public S empty() {
        return type.empty();
    }

    @Override
    public O noop() {
        return type.noop();
    }

    @Override
    public S apply(S snapshot, O operation) {
        return type.apply(snapshot, operation);
    }

    @Override
    public Side yielding() {
        return type.yielding();
    }

    @Override
    public O compose(O first, O second) {
        return type.compose(first, second);
    }

    @Override
    public O invert(O operation, S before) {
        return type.invert(operation, before);
    }

    @Override
    public O diff(S before, S after) {
        return type.diff(before, after);
    }

    @Override
    public Optional<Selection> transformSelection(Selection selection, O operation) {
        return type.transformSelection(selection, operation);
    }

    @Override
    public boolean contains(S snapshot, Selection selection) {
        return type.contains(snapshot, selection);
    }

    @Override
    public Blame<O> blame(S snapshot, long revision) {
        return type.blame(snapshot, revision);
    }

    @Override
    public long size(S snapshot) {
        return type.size(snapshot);
    }

    @Override
    public O decode(Object json) {
        return type.decode(json);
    }

    @Override
    public Object encode(O operation) {
        return type.encode(operation);
    }

    @Override
    public S decodeSnapshot(Object json) {
        return type.decodeSnapshot(json);
    }

    @Override
    public Object encodeSnapshot(S snapshot) {
        return type.encodeSnapshot(snapshot);
    }
}
