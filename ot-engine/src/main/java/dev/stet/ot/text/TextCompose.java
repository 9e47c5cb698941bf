package dev.stet.ot.text;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.plain.Surrogates;

/**
 * Makes one operation of two that follow each other. A piece of a text goes along with its piece of a component. The second one's walk leads; the first one supplies what it
 * walks over.
 *
 * <pre>
 *                        second
 *              retain n    insert t    delete n
 *   first    ┌───────────┬───────────┬───────────┐
 *   retain   │ retain n  │ insert t *│ delete n  │
 *   insert s │ insert s  │ insert t *│ –         │
 *   delete m │ delete m  │ insert t *│ delete m  │   (a delete is passed over as soon as it is met)
 *            └───────────┴───────────┴───────────┘
 *      * the first one's piece stays for what comes next, so the insert goes before a delete that is met here
 * </pre>
 */
final class TextCompose {
    private TextCompose() {}

    static <O extends PackedOperation<O>> O compose(O first, O second) {
        if (first.isNoop()) {
            return second;
        }
        if (second.isNoop()) {
            return first;
        }
        Packer result = new Packer(first.size() + second.size());
        ComponentCursor before = new ComponentCursor(first);
        ComponentCursor after = new ComponentCursor(second);
        while (after.hasNext()) {
            if (after.kind() == Kind.INSERT) {
                after.moveTo(result);
            } else if (!before.hasNext()) {
                after.moveAllTo(result);
            } else if (before.kind() == Kind.DELETE) {
                before.moveTo(result);
            } else {
                step(before, after, result);
            }
        }
        before.moveAllTo(result);
        return result.build(first);
    }

    /** Lets {@code after} retain or delete as much as it can of what {@code before} retains or inserts. */
    private static void step(ComponentCursor before, ComponentCursor after, Packer result) {
        int length = Math.min(before.remaining(), after.remaining());
        boolean fresh = before.kind() == Kind.INSERT;
        if (after.kind() == Kind.RETAIN) {
            if (fresh) {
                requireWholePairs(
                        before.source(), before.textAt(), before.textAt() + before.extentOf(length), after.index());
            }
            before.moveTo(result, length);
            after.skip(length);
        } else if (fresh) {
            before.skip(length);
            after.skip(length);
        } else {
            before.skip(length);
            after.moveTo(result, length);
        }
    }

    private static void requireWholePairs(String inserted, int from, int to, int component) {
        if (Surrogates.splits(inserted, from) || Surrogates.splits(inserted, to)) {
            throw new InvalidOperationException(
                    Rule.SPLITS_SURROGATE_PAIR,
                    component,
                    "a component would cut a surrogate pair that was inserted before, length=" + (to - from));
        }
    }
}
