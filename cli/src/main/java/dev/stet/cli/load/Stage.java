package dev.stet.cli.load;

import dev.stet.cli.load.edits.DocumentKind;
import dev.stet.client.ClientDocument;
import dev.stet.client.ClientRuntime;
import dev.stet.client.DocumentListener;
import dev.stet.client.StetClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Makes the documents, and brings in those who will read and write.
 *
 * <p>Threads: confined to the thread of the run.
 */
final class Stage<S, O> {
    /** Nothing comes for so long: it never will. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int AT_ONCE = 32;
    private static final int HISTORY_WRITERS = 10;

    private final DocumentKind<S, O> kind;
    private final Workload workload;
    private final Target target;
    private final ClientRuntime runtime;
    private final Alarm alarm;
    private final Meter meter;
    private final Counts counts;
    private final String prefix =
            String.format(Locale.ROOT, "load-%08x-", ThreadLocalRandom.current().nextInt());

    Stage(
            DocumentKind<S, O> kind,
            Workload workload,
            Target target,
            ClientRuntime runtime,
            Alarm alarm,
            Meter meter,
            Counts counts) {
        this.kind = kind;
        this.workload = workload;
        this.target = target;
        this.runtime = runtime;
        this.alarm = alarm;
        this.meter = meter;
        this.counts = counts;
    }

    /** Returns the name of a document, by its number from 0. */
    String doc(int number) {
        return prefix + number;
    }

    /** Makes all documents with their content and their history, and returns their revisions. */
    List<Long> documents() throws InterruptedException, ExecutionException {
        return Parallel.map(workload.documents(), AT_ONCE, this::document);
    }

    private long document(int number) throws InterruptedException, ExecutionException, TimeoutException {
        StetClient client = target.connect(runtime);
        ClientDocument<S, O> document = opened(client, doc(number), new DocumentListener<>() {});
        for (O operation : kind.content().apply(workload.characters(), random(number))) {
            document.edit(shown -> operation).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            var unused = document.awaitSynchronized(PATIENCE);
        }
        long revision = document.status().revision();
        client.close();
        return workload.history() == 0 ? revision : history(number, revision);
    }

    private long history(int number, long base) throws InterruptedException, ExecutionException, TimeoutException {
        Meter unmeasured = new Meter();
        Deliveries deliveries = new Deliveries(unmeasured, HISTORY_WRITERS - 1);
        long now = System.nanoTime();
        Window window = new Window(now, now, Long.MAX_VALUE, workload.history());
        List<Seat<S, O, Writer<S, O>>> seats = new ArrayList<>();
        for (int i = 0; i < HISTORY_WRITERS; i++) {
            seats.add(writer(doc(number), i, deliveries, unmeasured));
        }
        for (Seat<S, O, Writer<S, O>> seat : seats) {
            seat.listener().start(seat.document(), new Turns(new Pace.AfterAck(Duration.ZERO), now, window), now);
        }
        long revision = base;
        for (Seat<S, O, Writer<S, O>> seat : seats) {
            seat.listener().done().get();
            revision += seat.listener().acknowledged();
        }
        seats.forEach(Seat::leave);
        return revision;
    }

    /** Brings everybody in. */
    List<Room<S, O>> rooms(List<Long> revisions) throws InterruptedException, ExecutionException {
        List<Deliveries> deliveries = revisions.stream()
                .map(revision -> new Deliveries(meter, workload.writers() + workload.readers() - 1))
                .toList();
        int writers = workload.writers();
        int readers = workload.readers();
        var writing = Parallel.map(
                writers * revisions.size(),
                AT_ONCE,
                i -> writer(doc(i / writers), i, deliveries.get(i / writers), meter));
        var reading = Parallel.map(
                readers * revisions.size(), AT_ONCE, i -> reader(doc(i / readers), deliveries.get(i / readers)));
        List<Room<S, O>> rooms = new ArrayList<>();
        for (int i = 0; i < revisions.size(); i++) {
            rooms.add(new Room<>(
                    doc(i),
                    revisions.get(i),
                    deliveries.get(i),
                    writing.subList(i * writers, (i + 1) * writers),
                    reading.subList(i * readers, (i + 1) * readers)));
        }
        return rooms;
    }

    private Seat<S, O, Writer<S, O>> writer(String doc, int number, Deliveries deliveries, Meter measures)
            throws InterruptedException, ExecutionException, TimeoutException {
        Writer<S, O> writer = new Writer<>(
                kind.writing().apply(random(number)), kind.type().noop(), measures, deliveries, counts, alarm);
        return seat(doc, writer, measures);
    }

    private Seat<S, O, Reader<S, O>> reader(String doc, Deliveries deliveries)
            throws InterruptedException, ExecutionException, TimeoutException {
        return seat(doc, new Reader<>(deliveries, counts), meter);
    }

    private <L extends Reader<S, O>> Seat<S, O, L> seat(String doc, L listener, Meter measures)
            throws InterruptedException, ExecutionException, TimeoutException {
        long begunNs = System.nanoTime();
        StetClient client = target.connect(runtime);
        ClientDocument<S, O> document = opened(client, doc, listener);
        measures.opened(begunNs, System.nanoTime());
        return new Seat<>(client, document, listener);
    }

    /** Comes to a document, and goes away as soon as it is shown. */
    void visit(String doc) throws InterruptedException, ExecutionException, TimeoutException {
        long begunNs = System.nanoTime();
        StetClient client = target.connect(runtime);
        try {
            ClientDocument<S, O> unused = opened(client, doc, new DocumentListener<>() {});
            meter.joined(begunNs, System.nanoTime());
        } finally {
            client.close();
        }
    }

    private ClientDocument<S, O> opened(StetClient client, String doc, DocumentListener<S, O> listener)
            throws InterruptedException, ExecutionException, TimeoutException {
        return client.open(doc, kind.type(), listener).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns randomness that is the same in every run, for one document or client. */
    private static RandomGenerator random(int number) {
        return new SplittableRandom(number);
    }
}
