package dev.stet.server.session;

import dev.stet.server.document.Scheduler;
import dev.stet.server.storage.AccessMark;
import dev.stet.server.storage.AccessStorage;
import dev.stet.server.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices what other nodes change about who may do what with the documents that are open here: one query for some hundreds of
 * documents, again and again.
 *
 * <pre>
 *   mark of a document ── the same as before ──▶ nothing
 *         ├────────────── another ─────────────▶ told
 *         └────────────── the first ───────────▶ told: whoever opened it was let in before anybody looked
 * </pre>
 *
 * So nobody keeps a role for longer than from one look to the next: who was let in before a look is asked about at the first one, who was
 * let in after it at the next, if there was a change.
 *
 * <p>Threads: runs on one storage thread at a time; {@link #stop} may be called from anywhere.
 */
public final class AccessPoll {
    private static final Logger LOG = LoggerFactory.getLogger(AccessPoll.class);
    /** Documents asked for in one query. */
    private static final int CHUNK = 500;

    private final AccessStorage access;
    private final Supplier<? extends Collection<String>> watched;
    private final Consumer<String> changed;
    private Map<String, AccessMark> known = new HashMap<>();
    private boolean failing;
    private volatile boolean stopped;

    /**
     * @param watched the names of the documents that somebody has open
     * @param changed told for which of them access has to be looked at again
     */
    public AccessPoll(AccessStorage access, Supplier<? extends Collection<String>> watched, Consumer<String> changed) {
        this.access = access;
        this.watched = watched;
        this.changed = changed;
    }

    /**
     * Looks from now on.
     *
     * @param every how much time is between two looks
     * @param storageThreads where looking may block
     */
    public void start(Scheduler scheduler, Executor storageThreads, Duration every) {
        scheduler.after(every, () -> {
            if (!stopped) {
                storageThreads.execute(() -> {
                    try {
                        look();
                    } finally {
                        start(scheduler, storageThreads, every);
                    }
                });
            }
        });
    }

    /** Looks no more, but for what is being looked at now. */
    public void stop() {
        stopped = true;
    }

    /** Looks once. Blocks on the store; if that fails, the next look sees what this one did not. */
    void look() {
        List<String> documents = List.copyOf(watched.get());
        try {
            Map<String, AccessMark> marks = new HashMap<>();
            for (int from = 0; from < documents.size(); from += CHUNK) {
                marks.putAll(access.marks(documents.subList(from, Math.min(from + CHUNK, documents.size()))));
            }
            compare(documents, marks);
            failing = false;
        } catch (StorageException e) {
            if (!failing) {
                LOG.warn("it cannot be seen whether other servers changed access; trying again", e);
            }
            failing = true;
        }
    }

    private void compare(List<String> documents, Map<String, AccessMark> marks) {
        Map<String, AccessMark> before = known;
        known = new HashMap<>();
        List<String> news = new ArrayList<>();
        for (String document : documents) {
            AccessMark now = marks.getOrDefault(document, AccessMark.NONE);
            known.put(document, now);
            if (!now.equals(before.get(document))) {
                news.add(document);
            }
        }
        news.forEach(changed);
    }
}
