package dev.stet.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What any number of clients share: virtual threads, one timer, and the JDK's HTTP client with its one selector thread.
 *
 * <p>Threads: thread-safe.
 */
public final class ClientRuntime implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("stet-client-timer").factory());
    private final HttpClient http = HttpClient.newBuilder().executor(threads).build();

    /** Makes a runtime; close it after its clients. */
    public ClientRuntime() {
        timer.setRemoveOnCancelPolicy(true);
    }

    HttpClient http() {
        return http;
    }

    /** Returns an executor that runs its tasks one after the other. */
    SerialExecutor serial() {
        return new SerialExecutor(task -> {
            try {
                threads.execute(task);
            } catch (RejectedExecutionException e) {
                // the runtime is closed: nothing is left that the task could be for
            }
        });
    }

    /** Runs the task on the executor when the time has come, unless it is cancelled before. */
    Future<?> after(Duration delay, SerialExecutor thread, Runnable task) {
        return timer.schedule(() -> thread.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Drops every connection, and stops the threads. Idempotent. */
    @Override
    public void close() {
        timer.shutdownNow();
        http.shutdownNow();
        threads.shutdown();
    }
}
