package dev.stet.cli.replay;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How far one author is: where in the log their transactions are. The other author waits for them here.
 *
 * <p>Threads: thread-safe.
 */
final class Progress {
    private final List<CompletableFuture<Long>> revisions;
    private final AtomicInteger done = new AtomicInteger();

    /** @param transactions how many the author will make */
    Progress(int transactions) {
        revisions = IntStream.range(0, transactions)
                .mapToObj(i -> new CompletableFuture<Long>())
                .toList();
    }

    /** Says that the author's next transaction is in the log, or in what the log had at this revision. */
    void acknowledged(long revision) {
        revisions.get(done.getAndIncrement()).complete(revision);
    }

    /** Returns how many transactions are acknowledged. */
    int done() {
        return done.get();
    }

    /** Gives up: whoever waits is told. */
    void fail(Throwable why) {
        revisions.forEach(revision -> revision.completeExceptionally(why));
    }

    /**
     * Waits until this many transactions are acknowledged, and returns the revision of the last of them; 0 if none.
     *
     * @throws TimeoutException if it takes longer than the given number of seconds
     */
    long revisionOf(int count, int longestSeconds) throws InterruptedException, ExecutionException, TimeoutException {
        return count == 0 ? 0 : revisions.get(count - 1).get(longestSeconds, TimeUnit.SECONDS);
    }
}
