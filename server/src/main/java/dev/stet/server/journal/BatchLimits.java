package dev.stet.server.journal;

import dev.stet.server.storage.StoredDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * How much goes into one transaction. A request that alone is over a limit gets a batch to itself. Immutable.
 *
 * @param maxEntries entries in a batch, 1 or more
 * @param maxBytes bytes of encoded operations in a batch, 1 or more
 */
public record BatchLimits(int maxEntries, long maxBytes) {

    /** Keeps a commit short, some ten milliseconds, so that nobody waits long behind a burst of others. */
    public static final BatchLimits DEFAULT = new BatchLimits(2_000, 4L << 20);

    public BatchLimits {
        if (maxEntries < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("a batch has room for one entry and one byte at least, maxEntries="
                    + maxEntries + ", maxBytes=" + maxBytes);
        }
    }

    /**
     * Takes requests from the front of the queue while they fit in one batch. A second request for a document ends the
     * batch: its entries can only be right once the first are stored.
     */
    List<Request> takeBatch(Queue<Request> waiting) {
        List<Request> batch = new ArrayList<>();
        Set<StoredDocument> documents = new HashSet<>();
        long entries = 0;
        long bytes = 0;
        for (Request next = waiting.peek(); next != null; next = waiting.peek()) {
            entries += next.append().entries().size();
            bytes += next.bytes();
            boolean fits = entries <= maxEntries && bytes <= maxBytes && !documents.contains(next.document());
            if (!fits && !batch.isEmpty()) {
                break;
            }
            batch.add(waiting.remove());
            documents.add(next.document());
        }
        return batch;
    }
}
