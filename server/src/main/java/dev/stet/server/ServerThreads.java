package dev.stet.server;

import dev.stet.server.document.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a server, by what may be done in them. Mailboxes, in which nothing blocks, share as many platform threads as
 * there are processors; storage has platform threads of its own, which are never interrupted; whatever else may block has a
 * virtual thread. Thread-safe.
 */
final class ServerThreads {
    private static final Logger LOG = LoggerFactory.getLogger(ServerThreads.class);
    private static final int STORAGE_THREADS = 4;

    private final ExecutorService storage = Executors.newFixedThreadPool(
            STORAGE_THREADS,
            Thread.ofPlatform().daemon().name("stet-storage-", 1).factory());
    private final ExecutorService mailboxes = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("stet-mailbox-", 1).factory());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("stet-timer").factory());

    ServerThreads() {
        // what is scheduled after the shutdown would have no effect
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    Executor storage() {
        return storage;
    }

    Executor mailboxes() {
        return mailboxes;
    }

    Executor blocking() {
        return blocking;
    }

    /** Returns a scheduler whose tasks run on the executor's threads. */
    Scheduler scheduler(Executor executor) {
        return (delay, task) -> {
            var unused = timer.schedule(() -> executor.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        };
    }

    /** Does nothing at a time any more. */
    void stopTimer() {
        timer.shutdownNow();
    }

    /** Lets what is under way end, and takes nothing more. Waits for storage, so long at the most. */
    void stop(Duration patience) {
        stopTimer();
        storage.shutdown();
        try {
            if (!storage.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("storage is still busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        mailboxes.shutdown();
        blocking.shutdown();
    }
}
