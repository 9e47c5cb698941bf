package dev.stet.ot.richtext;

import dev.stet.ot.Side;
import dev.stet.ot.rebase.SequenceOperations;

/** How operations are read and made when they are rebased in fragments. Immutable. */
final class RebasedComponents
        implements SequenceOperations<RichTextOperation, ComponentCursor, RichTextOperationBuilder> {
    @Override
    public int size(RichTextOperation operation) {
        return operation.size();
    }

    @Override
    public int baseLength(RichTextOperation operation) {
        return operation.baseLengthAtLeast();
    }

    @Override
    public int targetLength(RichTextOperation operation) {
        return operation.baseLengthAtLeast() + operation.lengthChange();
    }

    @Override
    public RichTextOperation transform(RichTextOperation operation, RichTextOperation against, Side side) {
        return RichTextTransform.transform(operation, against, side);
    }

    @Override
    public ComponentCursor cursor(RichTextOperation operation) {
        return new ComponentCursor(operation);
    }

    @Override
    public boolean hasNext(ComponentCursor cursor) {
        return cursor.hasNext();
    }

    @Override
    public int retained(ComponentCursor cursor) {
        return cursor.atPlainRetain() ? cursor.remaining() : 0;
    }

    @Override
    public int walked(ComponentCursor cursor) {
        return cursor.atInsert() ? 0 : cursor.remaining();
    }

    /** Behind a retain only: an insert behind a delete belongs before it, and would go there past the end of a fragment. */
    @Override
    public boolean endsFragment(ComponentCursor cursor) {
        return cursor.kind() == Kind.RETAIN;
    }

    @Override
    public void skip(ComponentCursor cursor) {
        cursor.skip();
    }

    @Override
    public void moveTo(ComponentCursor cursor, RichTextOperationBuilder target) {
        cursor.moveTo(target);
    }

    @Override
    public RichTextOperationBuilder builder() {
        return RichTextOperation.builder();
    }

    @Override
    public void retain(RichTextOperationBuilder builder, int length) {
        builder.retain(length);
    }

    @Override
    public RichTextOperation build(RichTextOperationBuilder builder) {
        return builder.build();
    }
}
