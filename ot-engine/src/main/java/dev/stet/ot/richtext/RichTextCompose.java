package dev.stet.ot.richtext;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.plain.Surrogates;

/**
 * Makes one operation of two that follow each other. The second one's walk leads; the first one supplies what it
 * walks over.
 *
 * <pre>
 *                          second
 *                retain n B       insert t    delete n
 *   first      ┌────────────────┬───────────┬───────────┐
 *   retain A   │ retain n A+B   │ insert t *│ delete n  │
 *   insert s A │ insert s A⊕B   │ insert t *│ –         │
 *   delete m   │ delete m       │ insert t *│ delete m  │   (a delete is passed over as soon as it is met)
 *              └────────────────┴───────────┴───────────┘
 *      A+B: the attributes of both, B's where both name one, a null of B's kept: it takes away what is in the document
 *      A⊕B: the same, but where B has null there is no attribute: it was taken away from what A had put there
 *      *  the first one's piece stays for what comes next
 * </pre>
 */
final class RichTextCompose {
    private RichTextCompose() {}

    static RichTextOperation compose(RichTextOperation first, RichTextOperation second) {
        if (first.isNoop()) {
            return second;
        }
        if (second.isNoop()) {
            return first;
        }
        RichTextOperationBuilder result = new RichTextOperationBuilder();
        ComponentCursor before = new ComponentCursor(first);
        ComponentCursor after = new ComponentCursor(second);
        while (after.hasNext()) {
            if (after.atInsert()) {
                after.moveTo(result);
            } else if (!before.hasNext()) {
                after.moveAllTo(result);
            } else if (before.kind() == Kind.DELETE) {
                before.moveTo(result);
            } else {
                step(first, before, after, result);
            }
        }
        before.moveAllTo(result);
        return result.build();
    }

    /** Lets {@code after} retain or delete as much as it can of what {@code before} retains or inserts. */
    private static void step(
            RichTextOperation first, ComponentCursor before, ComponentCursor after, RichTextOperationBuilder result) {
        int length = Math.min(before.remaining(), after.remaining());
        boolean fresh = before.atInsert();
        if (length < before.remaining() && before.kind() == Kind.INSERT) {
            requireWholePairs(first.inserted(), before.textAt() + length, after.index());
        }
        if (after.kind() == Kind.RETAIN) {
            Attributes change = after.attributes();
            Attributes both = fresh
                    ? before.attributes().changedBy(change)
                    : before.attributes().followedBy(change);
            before.moveTo(result, length, both);
        } else {
            if (!fresh) {
                result.delete(length);
            }
            before.skip(length);
        }
        after.skip(length);
    }

    private static void requireWholePairs(String inserted, int at, int component) {
        if (Surrogates.splits(inserted, at)) {
            throw new InvalidOperationException(
                    Rule.SPLITS_SURROGATE_PAIR,
                    component,
                    "a component would cut a surrogate pair that was inserted before");
        }
    }
}
