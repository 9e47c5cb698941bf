package dev.stet.client;

import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What any number of clients share: virtual threads, one timer, and the JDK's HTTP client with its one selector thread.
 *
 * <p>Threads: thread-safe.
 */
public final class ClientRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientRuntime.class);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("stet-client-timer").factory());
    private final HttpClient http;

    /** Makes a runtime that trusts whom the virtual machine trusts; close it after its clients. */
    public ClientRuntime() {
        this(Optional.empty());
    }

    /** Makes a runtime that trusts servers otherwise; close it after its clients. */
    public ClientRuntime(SSLContext trust) {
        this(Optional.of(trust));
    }

    private ClientRuntime(Optional<SSLContext> trust) {
        HttpClient.Builder builder = HttpClient.newBuilder().executor(threads);
        trust.ifPresent(builder::sslContext);
        http = builder.build();
        timer.setRemoveOnCancelPolicy(true);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    HttpClient http() {
        return http;
    }

    /** Returns an executor that runs its tasks one after the other. */
    SerialExecutor serial() {
        return new SerialExecutor(this::run, timer);
    }

    private void run(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.trace("the runtime is closed, nobody is left that the task could be for", e);
        }
    }

    /** Drops every connection, and stops the threads. Idempotent. */
    @Override
    public void close() {
        timer.shutdownNow();
        http.shutdownNow();
        threads.shutdown();
    }
}
