package dev.stet.cli;

import dev.stet.cli.load.LoadRun;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets Ctrl-C end a load and not the program: what was measured is still checked and reported, and servers that were
 * started are stopped. Before anything is measured, the main thread is interrupted instead.
 *
 * <p>Threads: made and closed by the main thread; the virtual machine's shutdown waits until it is closed.
 */
final class Interruption implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Thread main = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::shutDown, "stet-load-stop");
    private @Nullable LoadRun<?, ?> running;
    private boolean requested;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Says what is to be ended; returns whether it may still begin. */
    synchronized boolean mayBegin(LoadRun<?, ?> run) {
        running = run;
        return !requested;
    }

    private void shutDown() {
        request();
        try {
            if (!over.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("stet: the load did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void request() {
        requested = true;
        if (running == null || !running.stop()) {
            main.interrupt();
        }
    }

    /** Returns whether the program is to end. */
    synchronized boolean isRequested() {
        return requested;
    }

    @Override
    public void close() {
        over.countDown();
        if (!isRequested()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
