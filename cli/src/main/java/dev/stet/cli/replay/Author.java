package dev.stet.cli.replay;

import dev.stet.cli.replay.Trace.Transaction;
import dev.stet.client.ClientDocument;
import dev.stet.client.DocumentListener;
import dev.stet.client.DocumentStatus;
import dev.stet.client.StetClient;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import dev.stet.server.protocol.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/**
 * One person of the trace, at one connection.
 *
 * <p>Threads: {@link #type} runs on the author's own thread; the listener's methods on the client's thread, where the
 * view lives. The histogram may be read when the author is done.
 */
final class Author implements DocumentListener<Rope, TextOperation> {
    /** Nothing moves for so long: something is broken. */
    private static final int STALL_SECONDS = 60;

    private static final int HISTOGRAM_DIGITS = 3;

    private final AuthorView<Rope, TextOperation> view = new AuthorView<>(TextType.TEXT, Rope.empty());
    private final Histogram ackMicros = new Histogram(HISTOGRAM_DIGITS);
    private final Progress progress;
    private final List<Transaction> transactions;
    private final int window;
    private long submittedNs;
    private volatile long newestAck;
    private volatile String refusal = "";

    /** @param window how many transactions may be unacknowledged at a time; more than 1 lets the client merge them */
    Author(List<Transaction> transactions, int window) {
        this.transactions = transactions;
        this.progress = new Progress(transactions.size());
        this.window = window;
    }

    Progress progress() {
        return progress;
    }

    /** Returns the times from submitting an operation to its ack, in microseconds. */
    Histogram ackMicros() {
        return ackMicros;
    }

    /** Opens the document. */
    ClientDocument<Rope, TextOperation> open(StetClient client, String doc)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<ClientDocument<Rope, TextOperation>> opened = client.open(doc, TextType.TEXT, this);
        return opened.get(STALL_SECONDS, TimeUnit.SECONDS);
    }

    /** Types every transaction, each after what its author had seen of the other's. Returns when all are acknowledged. */
    void type(ClientDocument<Rope, TextOperation> document, Progress other, Pacer pacer)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (Transaction transaction : transactions) {
            long seen = other.revisionOf(transaction.seen(), STALL_SECONDS);
            await(document, now -> now.revision() >= seen);
            pacer.await();
            document.edit(shown -> {
                        view.seeUpTo(seen);
                        return view.made(Typing.operation(transaction, view.seen()));
                    })
                    .get(STALL_SECONDS, TimeUnit.SECONDS);
            await(document, now -> now.unacknowledgedEdits() < window);
            progress.acknowledged(newestAck);
            if (!refusal.isEmpty()) {
                throw new IllegalStateException("the server refused an operation, why=" + refusal);
            }
        }
        document.awaitSynchronized(Duration.ofSeconds(STALL_SECONDS));
    }

    /** Waits for the rest of the log, and returns the document as the author then sees it. */
    Rope finish(ClientDocument<Rope, TextOperation> document, long head)
            throws InterruptedException, ExecutionException, TimeoutException {
        await(document, now -> now.revision() >= head);
        CompletableFuture<Rope> seen = new CompletableFuture<>();
        document.edit(shown -> {
                    view.seeUpTo(head);
                    seen.complete(view.seen());
                    return TextOperation.noop();
                })
                .get(STALL_SECONDS, TimeUnit.SECONDS);
        return seen.get(STALL_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns the revision of the author's newest acknowledged operation; 0 before the first. */
    long newestAck() {
        return newestAck;
    }

    private static void await(ClientDocument<Rope, TextOperation> document, Predicate<DocumentStatus<Rope>> condition)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!condition.test(document.status())) {
            document.when(condition).get(STALL_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void changed(long revision, TextOperation operation) {
        view.arrived(revision, operation);
    }

    /** What an author sees may end at any revision. */
    @Override
    public boolean hearsEveryRevision() {
        return true;
    }

    @Override
    public void submitted(long sequence, TextOperation operation) {
        submittedNs = System.nanoTime();
    }

    @Override
    public void acknowledged(long sequence, long revision) {
        newestAck = revision;
        ackMicros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - submittedNs));
    }

    @Override
    public void returned(TextOperation operation, ServerMessage.Failure why) {
        refusal = why.code().wireName() + ": " + why.message();
    }
}
