package dev.stet.cli.replay;

import dev.stet.cli.replay.Trace.Patch;
import dev.stet.cli.replay.Trace.Transaction;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;

/** Turns what was recorded, in code points, into operations, in UTF-16 code units. */
final class Typing {
    private Typing() {}

    /** Returns the transaction as one operation on the document. */
    static TextOperation operation(Transaction transaction, Rope document) {
        TextOperation whole = TextOperation.noop();
        Rope now = document;
        for (Patch patch : transaction.patches()) {
            int start = now.indexOfCodePoint(patch.position());
            int end = now.indexOfCodePoint(patch.position() + patch.deleted());
            TextOperation operation = TextOperation.replace(start, end - start, patch.inserted());
            now = TextType.TEXT.apply(now, operation);
            whole = TextType.TEXT.compose(whole, operation);
        }
        return whole;
    }
}
