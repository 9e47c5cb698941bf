package dev.stet.server.storage;

import dev.stet.server.storage.Backlog.Haste;
import dev.stet.server.storage.Backlog.Portion;
import dev.stet.server.storage.wal.WriteAheadLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what is in the write-ahead log into the database, in threads of its own that nobody interrupts, and lets the log
 * forget it. Ends when the backlog is closed and empty, or when the database fails: then the log keeps the rest, until
 * the store is opened again.
 *
 * <p>A transaction takes milliseconds, and whoever waits for an acknowledgement should not wait for that. So the thread that does
 * most of them asks for the least priority; Java asks the system for it only if it is told to, as the launcher does. On a busy processor
 * that thread comes to little, so another one of common priority is at work when somebody waits. They take turns, a transaction each.
 */
final class Applier {

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final Backlog backlog;
    private final Storage database;
    private final WriteAheadLog log;
    private final List<Thread> threads;
    private volatile boolean untidy; // so that there is one warning and not one for each portion

    private Applier(Backlog backlog, Storage database, WriteAheadLog log) {
        this.backlog = backlog;
        this.database = database;
        this.log = log;
        this.threads = List.of(
                thread("stet-storage-apply", Thread.MIN_PRIORITY, Haste.POLITE),
                thread("stet-storage-hurry", Thread.NORM_PRIORITY, Haste.URGENT));
    }

    @SuppressWarnings("ThreadPriorityCheck") // it is slower elsewhere, and as right
    private Thread thread(String name, int priority, Haste haste) {
        return Thread.ofPlatform().name(name).priority(priority).unstarted(() -> applyUntilClosed(haste));
    }

    static Applier start(Backlog backlog, Storage database, WriteAheadLog log) {
        Applier applier = new Applier(backlog, database, log);
        applier.threads.forEach(Thread::start);
        return applier;
    }

    /** Waits for the end, whatever happens to the caller. */
    void awaitEnd() {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void applyUntilClosed(Haste haste) {
        try {
            for (Optional<Portion> next = backlog.take(haste); next.isPresent(); next = backlog.take(haste)) {
                apply(next.get());
            }
        } catch (StorageException e) {
            LOG.error("The database failed. What is in the write-ahead log is applied when the store is opened", e);
            backlog.fail(e);
        } catch (RuntimeException | Error e) {
            LOG.error("The database failed in a way it must not", e);
            backlog.fail(new StorageException("Entries could not be put into the database", e));
        }
    }

    private void apply(Portion portion) {
        Set<StoredDocument> conflicted = database.append(portion.batch());
        if (!conflicted.isEmpty()) {
            throw new StorageException("The database has other entries than the write-ahead log, document="
                    + conflicted.iterator().next().id());
        }
        backlog.applied(portion);
        tidy(portion.lastSequence());
    }

    /** Does what an append would otherwise have to wait for. If it fails now, it is tried again with the next portion. */
    private void tidy(long applied) {
        try {
            log.release(applied);
            log.prepare();
            untidy = false;
        } catch (IOException e) {
            if (!untidy) {
                LOG.warn("Segments of the write-ahead log cannot be made or deleted; that is tried again and again", e);
            }
            untidy = true;
        }
    }
}
