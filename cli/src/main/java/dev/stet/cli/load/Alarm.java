package dev.stet.cli.load;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs short tasks when their time has come, on one thread.
 *
 * <p>Threads: thread-safe.
 */
final class Alarm implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("stet-load-alarm").factory());

    Alarm() {
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs the task at this time of {@link System#nanoTime}, or soon if it has passed. */
    void at(long ns, Runnable task) {
        var unused = timer.schedule(task, ns - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
