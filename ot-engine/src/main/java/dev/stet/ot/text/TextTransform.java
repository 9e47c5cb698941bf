package dev.stet.ot.text;

import dev.stet.ot.Side;

/**
 * Includes a concurrent operation.
 *
 * <pre>
 *                          against
 *               retain n    insert t         delete n
 *   operation ┌───────────┬────────────────┬──────────┐
 *    retain   │ retain n  │ retain |t| *   │ –        │
 *    insert s │ insert s  │ retain |t| **  │ insert s │
 *    delete   │ delete n  │ retain |t| *   │ –        │
 *             └───────────┴────────────────┴──────────┘
 *      *  the operation's piece stays for what comes next
 *      ** LEFT puts its insert before that retain, if the insert is literally next: a delete or a retain
 *         between the two places keeps it behind
 * </pre>
 */
final class TextTransform {
    private TextTransform() {}

    /** Where the two do not meet, one that is ahead moves by what the other changes, and one that is behind stays. */
    static <O extends PackedOperation<O>> O transform(O operation, O against, Side side) {
        if (operation.isNoop() || against.isNoop() || against.start() > operation.baseLengthAtLeast()) {
            return operation;
        }
        if (operation.start() > against.baseLengthAtLeast() && operation.canMove(against.lengthChange())) {
            return operation.moved(against.lengthChange());
        }
        return walk(operation, against, side);
    }

    /** The whole of it: right for any two operations, and the only way where they meet. */
    static <O extends PackedOperation<O>> O walk(O operation, O against, Side side) {
        Packer result = new Packer();
        ComponentCursor mine = new ComponentCursor(operation);
        ComponentCursor theirs = new ComponentCursor(against);
        while (mine.hasNext() && theirs.hasNext()) {
            switch (theirs.kind()) {
                case RETAIN -> keep(mine, theirs.remaining(), result);
                case DELETE -> drop(mine, theirs.remaining(), result);
                case INSERT -> {
                    if (side == Side.LEFT && mine.atInsert()) {
                        mine.moveTo(result);
                    }
                    result.retain(theirs.remaining());
                }
            }
            theirs.skip();
        }
        mine.moveAllTo(result);
        return result.build(operation);
    }

    /** Moves pieces over until {@code length} units of the base are consumed. */
    private static void keep(ComponentCursor mine, int length, Packer result) {
        int left = length;
        while (left > 0 && mine.hasNext()) {
            if (mine.kind() == Kind.INSERT) {
                mine.moveTo(result);
            } else {
                int piece = Math.min(left, mine.remaining());
                mine.moveTo(result, piece);
                left -= piece;
            }
        }
    }

    /** Drops pieces, except inserts, until {@code length} units of the base are consumed. */
    private static void drop(ComponentCursor mine, int length, Packer result) {
        int left = length;
        while (left > 0 && mine.hasNext()) {
            if (mine.kind() == Kind.INSERT) {
                mine.moveTo(result);
            } else {
                int piece = Math.min(left, mine.remaining());
                mine.skip(piece);
                left -= piece;
            }
        }
    }
}
