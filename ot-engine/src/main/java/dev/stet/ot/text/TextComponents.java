package dev.stet.ot.text;

import dev.stet.ot.Side;
import dev.stet.ot.rebase.SequenceOperations;

/**
 * How the operations of both types are read and made when they are rebased in fragments. Immutable.
 *
 * @param like an operation of the type
 * @param deletesSayText whether deletes of what is rebased may say what they take away
 */
record TextComponents<O extends PackedOperation<O>>(O like, boolean deletesSayText)
        implements SequenceOperations<O, ComponentCursor, Packer> {
    @Override
    public int size(O operation) {
        return operation.size();
    }

    @Override
    public int baseLength(O operation) {
        return operation.baseLengthAtLeast();
    }

    @Override
    public int targetLength(O operation) {
        return operation.caretAfter();
    }

    @Override
    public O transform(O operation, O against, Side side) {
        return TextTransform.transform(operation, against, side);
    }

    @Override
    public ComponentCursor cursor(O operation) {
        return new ComponentCursor(operation);
    }

    @Override
    public boolean hasNext(ComponentCursor cursor) {
        return cursor.hasNext();
    }

    @Override
    public int retained(ComponentCursor cursor) {
        return cursor.kind() == Kind.RETAIN ? cursor.remaining() : 0;
    }

    @Override
    public int walked(ComponentCursor cursor) {
        return cursor.kind() == Kind.INSERT ? 0 : cursor.remaining();
    }

    /**
     * Behind what is retained, since {@link TextTransform} never moves an insert across a unit of the document. Behind
     * what is deleted too, unless deletes say what they take away: when two meet of which one does not, the other forgets
     * it, so they must not meet at an end.
     */
    @Override
    public boolean endsFragment(ComponentCursor cursor) {
        return cursor.kind() == Kind.RETAIN || (cursor.kind() == Kind.DELETE && !deletesSayText);
    }

    @Override
    public void skip(ComponentCursor cursor) {
        cursor.skip();
    }

    @Override
    public void moveTo(ComponentCursor cursor, Packer target) {
        cursor.moveTo(target);
    }

    @Override
    public Packer builder() {
        return new Packer();
    }

    @Override
    public void retain(Packer builder, int length) {
        builder.retain(length);
    }

    @Override
    public O build(Packer builder) {
        return builder.build(like);
    }
}
