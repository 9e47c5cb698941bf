package dev.stet.cli.load;

import dev.stet.cli.load.edits.Edits;
import dev.stet.client.ClientDocument;
import dev.stet.server.protocol.ServerMessage;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who writes: an operation when it is due, if the one before is acknowledged, else as soon as it is.
 *
 * <pre>
 *   next turn ──▶ wait until due ──▶ edit ──▶ ack ──▶ next turn …
 *       └── the window is over ──▶ done
 * </pre>
 *
 * <p>Threads: confined to the client's thread, but for {@link #start} and, after it, {@link #stop}, {@link #done} and
 * {@link #acknowledged()}.
 */
final class Writer<S, O> extends Reader<S, O> {
    private final Edits<S, O> edits;
    private final O noop;
    private final Meter meter;
    private final Deliveries deliveries;
    private final Counts counts;
    private final Alarm alarm;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private @Nullable ClientDocument<S, O> document;
    private @Nullable Turns turns;
    private boolean inFlight;

    /** @param noop the operation that changes nothing */
    Writer(Edits<S, O> edits, O noop, Meter meter, Deliveries deliveries, Counts counts, Alarm alarm) {
        super(deliveries, counts);
        this.edits = edits;
        this.noop = noop;
        this.meter = meter;
        this.deliveries = deliveries;
        this.counts = counts;
        this.alarm = alarm;
    }

    /** Starts to write, once; the first turn is looked for at this time. */
    void start(ClientDocument<S, O> opened, Turns turnsToTake, long atNs) {
        document = opened;
        turns = turnsToTake;
        alarm.at(
                atNs,
                () -> edit(opened, shown -> {
                    begin();
                    return noop;
                }));
    }

    /** Begins nothing more. What is in flight is waited for. */
    void stop() {
        ClientDocument<S, O> open = document;
        if (open != null) {
            edit(open, shown -> {
                if (!inFlight) {
                    finish();
                }
                return noop;
            });
        }
    }

    /** Returns a future that is done when nothing is in flight and nothing more will be begun. */
    CompletableFuture<Void> done() {
        return done;
    }

    /** Returns how many operations were acknowledged. */
    long acknowledged() {
        return acknowledged.get();
    }

    private void begin() {
        long now = System.nanoTime();
        Turns mine = Objects.requireNonNull(turns);
        if (done.isDone() || !mine.next(now)) {
            finish();
        } else if (mine.dueNs() <= now) {
            write();
        } else {
            alarm.at(mine.dueNs(), this::write);
        }
    }

    private void write() {
        edit(Objects.requireNonNull(document), shown -> {
            if (done.isDone()) {
                return noop;
            }
            inFlight = true;
            return edits.next(shown);
        });
    }

    private void edit(ClientDocument<S, O> open, Function<S, O> edit) {
        var unused = open.edit(edit).whenComplete((edited, failure) -> {
            if (failure != null && !done.isDone()) {
                counts.lost();
                finish();
            }
        });
    }

    private void finish() {
        if (!done.isDone()) {
            Objects.requireNonNull(turns).overdue(meter::overdue);
            done.complete(null);
        }
    }

    @Override
    public void acknowledged(long sequence, long revision) {
        long dueNs = Objects.requireNonNull(turns).dueNs();
        meter.acknowledged(dueNs, System.nanoTime());
        deliveries.acknowledged(revision, dueNs);
        own(revision);
        acknowledged.incrementAndGet();
        inFlight = false;
        begin();
    }

    @Override
    public void returned(O operation, ServerMessage.Failure why) {
        counts.refused();
        inFlight = false;
        begin();
    }

    @Override
    public void changed(long revision, O operation) {
        edits.others(operation);
    }

    @Override
    void lost() {
        finish();
    }
}
