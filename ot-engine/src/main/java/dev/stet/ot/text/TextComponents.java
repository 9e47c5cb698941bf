package dev.stet.ot.text;

import dev.stet.ot.Side;
import dev.stet.ot.rebase.Rebasing;
import dev.stet.ot.rebase.SequenceOperations;

/** How text operations are read and made when they are rebased in fragments. Immutable. */
final class TextComponents implements SequenceOperations<TextOperation, ComponentCursor, TextOperationBuilder> {
    static final Rebasing<TextOperation, ComponentCursor, TextOperationBuilder> REBASING =
            new Rebasing<>(new TextComponents());

    @Override
    public int size(TextOperation operation) {
        return operation.size();
    }

    @Override
    public int baseLength(TextOperation operation) {
        return operation.baseLengthAtLeast();
    }

    @Override
    public int targetLength(TextOperation operation) {
        return operation.caretAfter();
    }

    @Override
    public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
        return TextTransform.transform(operation, against, side);
    }

    @Override
    public ComponentCursor cursor(TextOperation operation) {
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

    /** Behind what is retained or deleted: {@link TextTransform} never moves an insert across a unit of the document. */
    @Override
    public boolean endsFragment(ComponentCursor cursor) {
        return cursor.kind() != Kind.INSERT;
    }

    @Override
    public void skip(ComponentCursor cursor) {
        cursor.skip();
    }

    @Override
    public void moveTo(ComponentCursor cursor, TextOperationBuilder target) {
        cursor.moveTo(target);
    }

    @Override
    public TextOperationBuilder builder() {
        return new TextOperationBuilder();
    }

    @Override
    public void retain(TextOperationBuilder builder, int length) {
        builder.retain(length);
    }

    @Override
    public TextOperation build(TextOperationBuilder builder) {
        return builder.build();
    }
}
