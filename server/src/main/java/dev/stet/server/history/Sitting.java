package dev.stet.server.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A stretch of a document's past that somebody, or some together, wrote without a long pause. Immutable.
 *
 * @param first the revision of its first operation
 * @param last the revision of its last one
 * @param begunMs when the first was accepted, in milliseconds since the epoch
 * @param endedMs when the last was accepted
 * @param authors how many operations each user made, by the user's id, in the order in which they began
 * @param squashed whether the revisions between {@code first - 1} and {@code last} are no more
 */
public record Sitting(
        long first, long last, long begunMs, long endedMs, SequencedMap<String, Long> authors, boolean squashed) {
    public Sitting {
        authors = new LinkedHashMap<>(authors);
    }

    @Override
    public SequencedMap<String, Long> authors() {
        return new LinkedHashMap<>(authors);
    }

    /** Returns this sitting and the one after it as one. */
    Sitting with(Sitting next) {
        SequencedMap<String, Long> both = authors();
        for (Map.Entry<String, Long> author : next.authors.entrySet()) {
            both.merge(author.getKey(), author.getValue(), Long::sum);
        }
        return new Sitting(first, next.last, begunMs, Math.max(endedMs, next.endedMs), both, squashed);
    }
}
