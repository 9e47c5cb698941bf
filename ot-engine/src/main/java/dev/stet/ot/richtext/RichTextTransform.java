package dev.stet.ot.richtext;

import dev.stet.ot.Side;

/**
 * Includes a concurrent operation.
 *
 * <pre>
 *                                against
 *                 retain n A       insert t         delete n
 *   operation   ┌────────────────┬────────────────┬──────────┐
 *    retain B   │ retain n B'    │ retain |t| *   │ –        │
 *    insert s   │ insert s       │ retain |t| **  │ insert s │
 *    delete     │ delete n       │ retain |t| *   │ –        │
 *               └────────────────┴────────────────┴──────────┘
 *      B' is B as RIGHT; as LEFT it is B without the attributes that A sets too
 *      *  the operation's piece stays for what comes next
 *      ** RIGHT puts its inserts before that retain, LEFT after it
 * </pre>
 *
 * The mirror image of plain text: here it is {@link Side#LEFT} that goes after, and that yields.
 */
final class RichTextTransform {
    private RichTextTransform() {}

    /** Where the two do not meet, one that is ahead moves by what the other changes, and one that is behind stays. */
    static RichTextOperation transform(RichTextOperation operation, RichTextOperation against, Side side) {
        if (operation.isNoop() || against.isNoop() || against.start() > operation.baseLengthAtLeast()) {
            return operation;
        }
        if (operation.start() > against.baseLengthAtLeast() && operation.canMove(against.lengthChange())) {
            return operation.moved(against.lengthChange());
        }
        return walk(operation, against, side);
    }

    /** The whole of it: right for any two operations, and the only way where they meet. */
    private static RichTextOperation walk(RichTextOperation operation, RichTextOperation against, Side side) {
        RichTextOperationBuilder result = new RichTextOperationBuilder();
        ComponentCursor mine = new ComponentCursor(operation);
        ComponentCursor theirs = new ComponentCursor(against);
        while (mine.hasNext() && theirs.hasNext()) {
            if (theirs.atInsert() && (side == Side.LEFT || !mine.atInsert())) {
                result.retain(theirs.remaining());
                theirs.skip();
            } else if (mine.atInsert()) {
                mine.moveTo(result);
            } else {
                meet(mine, theirs, side, result);
            }
        }
        mine.moveAllTo(result);
        return result.build();
    }

    /** Takes both over the units of the base that both pieces cover. */
    private static void meet(ComponentCursor mine, ComponentCursor theirs, Side side, RichTextOperationBuilder result) {
        int length = Math.min(mine.remaining(), theirs.remaining());
        if (theirs.kind() == Kind.DELETE) {
            mine.skip(length);
        } else {
            Attributes change = mine.attributes();
            mine.moveTo(result, length, side == Side.LEFT ? change.without(theirs.attributes()) : change);
        }
        theirs.skip(length);
    }
}
