package dev.stet.ot.text;

import static dev.stet.ot.text.TextType.TEXT;

import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.util.Optional;

/** The text type, until something of it is overridden: what the tester of the laws is tested with. */
class BrokenTextType implements OperationType<Rope, TextOperation> {
    @Override
    public String name() {
        return "broken text";
    }

    @Override
    public String uri() {
        return "urn:broken-text";
    }

    @Override
    public Rope empty() {
        return TEXT.empty();
    }

    @Override
    public TextOperation noop() {
        return TEXT.noop();
    }

    @Override
    public Rope apply(Rope snapshot, TextOperation operation) {
        return TEXT.apply(snapshot, operation);
    }

    @Override
    public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
        return TEXT.transform(operation, against, side);
    }

    @Override
    public Side yielding() {
        return TEXT.yielding();
    }

    @Override
    public TextOperation compose(TextOperation first, TextOperation second) {
        return TEXT.compose(first, second);
    }

    @Override
    public TextOperation invert(TextOperation operation, Rope before) {
        return TEXT.invert(operation, before);
    }

    @Override
    public TextOperation diff(Rope before, Rope after) {
        return TEXT.diff(before, after);
    }

    @Override
    public Optional<Selection> transformSelection(Selection selection, TextOperation operation) {
        return TEXT.transformSelection(selection, operation);
    }

    @Override
    public boolean contains(Rope snapshot, Selection selection) {
        return TEXT.contains(snapshot, selection);
    }

    @Override
    public long size(Rope snapshot) {
        return TEXT.size(snapshot);
    }

    @Override
    public TextOperation decode(Object json) {
        return TEXT.decode(json);
    }

    @Override
    public Object encode(TextOperation operation) {
        return TEXT.encode(operation);
    }

    @Override
    public Rope decodeSnapshot(Object json) {
        return TEXT.decodeSnapshot(json);
    }

    @Override
    public Object encodeSnapshot(Rope snapshot) {
        return TEXT.encodeSnapshot(snapshot);
    }
}
