package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Heads of logs that this process has seen committed, so that most appends need no query to find that they leave no
 * gap. A remembered head may be behind, if somebody else appended: then the primary key refuses the append. It is never
 * ahead, since logs only grow.
 *
 * <p>Threads: thread-safe.
 */
final class KnownHeads {

    /** When so many are known, all are forgotten: each costs one query to learn again. */
    static final int MAX_KNOWN = 100_000;

    private final Map<Long, Long> heads = new ConcurrentHashMap<>();

    boolean isNext(Append append) {
        Long head = heads.get(append.document().key());
        return head != null && head == Appends.before(append);
    }

    void learn(Append append) {
        if (heads.size() >= MAX_KNOWN) {
            heads.clear();
        }
        heads.put(append.document().key(), Appends.after(append));
    }

    void forget(Append append) {
        forget(append.document());
    }

    void forget(StoredDocument document) {
        heads.remove(document.key());
    }
}
