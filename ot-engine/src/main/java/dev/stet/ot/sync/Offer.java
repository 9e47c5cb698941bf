package dev.stet.ot.sync;

import java.util.ArrayList;
import java.util.List;

/**
 * A submission and what was read for it: entries after its base revision that were older than the tail. Immutable.
 *
 * <pre>
 *   base ── history ──▶ … ── tail ──▶ head
 *                 (they meet or overlap)
 * </pre>
 */
record Offer<O>(Submission<O> submission, List<Entry<O>> history) {

    /** Returns the revision after which the tail has to have all entries. */
    long reachesTo() {
        return history.isEmpty() ? submission.base() : history.getLast().revision();
    }

    /** Returns whether history and tail together have every entry after the base revision. */
    boolean meets(EntryTail<O> tail) {
        if (submission.base() >= tail.after()) {
            return true;
        }
        long expected = submission.base();
        for (Entry<O> entry : history) {
            if (entry.revision() != ++expected) {
                return false;
            }
        }
        return expected >= tail.after();
    }

    /** Returns every entry after the base revision, if the two {@linkplain #meets meet}. */
    List<Entry<O>> since(EntryTail<O> tail) {
        long base = submission.base();
        if (base >= tail.after()) {
            return tail.range(base + 1, tail.last());
        }
        List<Entry<O>> since = new ArrayList<>(history.subList(0, Math.toIntExact(tail.after() - base)));
        since.addAll(tail.range(tail.after() + 1, tail.last()));
        return since;
    }
}
