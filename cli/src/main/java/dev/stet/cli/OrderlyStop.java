package dev.stet.cli;

import dev.stet.server.Rehearsal;
import dev.stet.server.StetServer;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends {@code stet serve} in order when the process is told to end, from before anybody can connect: whoever comes while the server
 * still starts has it stopped when it has started.
 *
 * <p>Threads: thread-safe. The virtual machine has a thread of its own for stopping.
 */
final class OrderlyStop implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final PrintWriter out;
    private final CompletableFuture<Running> running = new CompletableFuture<>();
    private boolean expected;
    private boolean told;

    private record Running(StetServer server, Rehearsal rehearsal) {}

    OrderlyStop(PrintWriter out) {
        this.out = out;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stet-stop"));
    }

    /**
     * From now on somebody may connect, and there is something to stop in order, or will be soon.
     *
     * @throws CommandFailedException if the process was told to end already, so that nobody may
     */
    synchronized void expect() {
        if (told) {
            throw new CommandFailedException("it was told to stop before it served");
        }
        expected = true;
    }

    /** Says what is to be stopped. */
    void started(StetServer server, Rehearsal rehearsal) {
        running.complete(new Running(server, rehearsal));
    }

    /** Does this unless the process was told to end, of which nothing is said meanwhile. */
    synchronized void unlessTold(Runnable work) {
        if (!told) {
            work.run();
        }
    }

    /** There is nothing to stop, if it was not said what. */
    @Override
    public void close() {
        running.cancel(false);
    }

    /** Ends the process by itself with 0: a virtual machine that a signal ends would say 143 or 130. */
    private void stop() {
        if (!begin()) {
            return;
        }
        try {
            Running stopped = running.get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
            stopped.rehearsal().close();
            stopped.server().close();
        } catch (CancellationException | ExecutionException | TimeoutException notStarted) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        out.println("Stopped.");
        out.flush();
        Runtime.getRuntime().halt(ExitCode.OK);
    }

    private synchronized boolean begin() {
        told = true;
        if (!expected || running.isCancelled()) {
            return false;
        }
        out.println("Stopping: nothing new is taken, what is under way is finished.");
        out.flush();
        return true;
    }
}
