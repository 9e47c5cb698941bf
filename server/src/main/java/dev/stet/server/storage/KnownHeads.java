package dev.stet.server.storage;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Heads of logs that this process has seen committed, so that most appends need no query to find that they leave no
 * gap, and what their hashes go on from. A remembered head may be behind, if somebody else appended: then the primary key
 * refuses the append. It is never ahead, since logs only grow.
 *
 * <p>Threads: thread-safe.
 */
final class KnownHeads {

    /** When so many are known, all are forgotten: each costs one query to learn again. */
    static final int MAX_KNOWN = 100_000;

    private final Map<Long, Head> heads = new ConcurrentHashMap<>();

    Optional<Head> of(StoredDocument document) {
        return Optional.ofNullable(heads.get(document.key()));
    }

    void learn(StoredDocument document, Head head) {
        if (heads.size() >= MAX_KNOWN) {
            heads.clear();
        }
        heads.put(document.key(), head);
    }

    void forget(StoredDocument document) {
        heads.remove(document.key());
    }
}
