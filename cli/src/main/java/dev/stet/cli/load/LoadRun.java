package dev.stet.cli.load;

import dev.stet.cli.CommandFailedException;
import dev.stet.cli.load.edits.DocumentKind;
import dev.stet.client.ClientRuntime;
import dev.stet.client.HttpDocuments;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One load, from making the documents to checking what is left in them.
 *
 * <pre>
 *   make documents ──▶ everybody opens ──▶ warm-up ──▶ measured ──▶ last acks ──▶ check ──▶ delete documents
 * </pre>
 *
 * <p>Threads: {@link #stop} may be called from anywhere; all else is confined to one thread.
 */
public final class LoadRun<S, O> {
    private static final Duration TICK = Duration.ofSeconds(1);
    /** So that everybody is ready when the first operation is due. */
    private static final Duration LEAD = Duration.ofMillis(100);

    private final String name;
    private final Workload workload;
    private final DocumentKind<S, O> kind;
    private final Target target;
    private final ServerUsage usage;
    private final Optional<Disturbance> disturbance;
    private final Observer observer;
    private final Meter meter = new Meter();
    private final Counts counts = new Counts();
    private @Nullable Window window;
    private boolean stopped;

    private LoadRun(
            String name,
            Workload workload,
            DocumentKind<S, O> kind,
            Target target,
            ServerUsage usage,
            Optional<Disturbance> disturbance,
            Observer observer) {
        this.name = name;
        this.workload = workload;
        this.kind = kind;
        this.target = target;
        this.usage = usage;
        this.disturbance = disturbance;
        this.observer = observer;
    }

    /**
     * Makes a run.
     *
     * @param name what it is called in the report
     * @param usage tells what the server uses
     * @param disturbance what happens to the server meanwhile
     * @throws IllegalArgumentException if there is no such type of document, or the mix is not for it
     */
    public static LoadRun<?, ?> of(
            String name,
            Workload workload,
            Target target,
            ServerUsage usage,
            Optional<Disturbance> disturbance,
            Observer observer) {
        return of(
                name, workload, DocumentKind.of(workload.type(), workload.mix()), target, usage, disturbance, observer);
    }

    private static <S, O> LoadRun<S, O> of(
            String name,
            Workload workload,
            DocumentKind<S, O> kind,
            Target target,
            ServerUsage usage,
            Optional<Disturbance> disturbance,
            Observer observer) {
        return new LoadRun<>(name, workload, kind, target, usage, disturbance, observer);
    }

    /**
     * Ends the measuring now. What was measured till then is checked and reported.
     *
     * @return whether it had begun
     */
    public synchronized boolean stop() {
        stopped = true;
        if (window == null) {
            return false;
        }
        window.end(System.nanoTime());
        return true;
    }

    /**
     * Runs the load.
     *
     * @throws CommandFailedException if it could not be run to its end
     */
    public LoadResult run() throws InterruptedException {
        try (ClientRuntime runtime = new ClientRuntime();
                Alarm alarm = new Alarm()) {
            Stage<S, O> stage = new Stage<>(kind, workload, target, runtime, alarm, meter, counts);
            List<Long> memory = new ArrayList<>();
            usage.now().ifPresent(before -> memory.add(before.memory()));
            observer.phase("making " + counted(workload.documents(), "document"));
            List<Long> revisions = stage.documents();
            observer.phase(counted(workload.clients(), "client") + " opening");
            List<Room<S, O>> rooms = stage.rooms(revisions);
            usage.now().ifPresent(open -> memory.add(open.memory()));
            Measured measured = measure(rooms, stage);
            observer.phase("checking");
            Verdict verdict = new Convergence<>(kind.type(), target, Stage.PATIENCE).check(rooms);
            usage.now().ifPresent(end -> memory.add(end.mostMemory()));
            rooms.forEach(room -> room.seats().forEach(Seat::leave));
            if (verdict.isGood()) {
                delete(rooms);
            }
            return result(measured, verdict, memory);
        } catch (ExecutionException e) {
            throw failed(Optional.ofNullable(e.getCause()).orElse(e));
        }
    }

    private Measured measure(List<Room<S, O>> rooms, Stage<S, O> stage)
            throws InterruptedException, ExecutionException {
        Window open = open();
        start(rooms, open);
        List<CompletableFuture<Void>> visiting = new Visitors(stage, open, workload.visitors()).start(rooms);
        Future<?> disturbing = disturb(open);
        Sampler sampler = new Sampler(meter, usage, open, workload.writers() == 0);
        while (!open.isOver(System.nanoTime())) {
            long leftNs = Math.min(TICK.toNanos(), sampler.untilChange(System.nanoTime()));
            TimeUnit.NANOSECONDS.sleep(Math.max(1, leftNs));
            sampler.sample(System.nanoTime()).ifPresent(observer::second);
        }
        Measured measured = sampler.end(System.nanoTime());
        rooms.forEach(room -> room.writers().forEach(seat -> seat.listener().stop()));
        for (Room<S, O> room : rooms) {
            for (Seat<S, O, Writer<S, O>> seat : room.writers()) {
                await(seat.listener().done());
            }
        }
        for (CompletableFuture<Void> visitor : visiting) {
            await(visitor);
        }
        disturbing.get();
        return measured;
    }

    private Future<?> disturb(Window open) {
        FutureTask<Void> disturbing = new FutureTask<>(() -> {
            if (disturbance.isPresent()) {
                disturbance.get().repeat(open);
            }
            return null;
        });
        var unused = Thread.startVirtualThread(disturbing);
        return disturbing;
    }

    private synchronized Window open() {
        long startNs = System.nanoTime() + LEAD.toNanos();
        long fromNs = startNs + workload.warmUp().toNanos();
        Window made = new Window(startNs, fromNs, fromNs + workload.duration().toNanos(), workload.operations());
        meter.countFrom(fromNs);
        window = made;
        return made;
    }

    /** Starts all writers; at a fixed pace, spread over the time from one operation to the next. */
    private void start(List<Room<S, O>> rooms, Window open) {
        List<Seat<S, O, Writer<S, O>>> writers =
                rooms.stream().flatMap(room -> room.writers().stream()).toList();
        for (int i = 0; i < writers.size(); i++) {
            long offsetNs = workload.pace() instanceof Pace.Fixed fixed ? fixed.intervalNs() / writers.size() * i : 0;
            long firstNs = open.startNs() + offsetNs;
            Seat<S, O, Writer<S, O>> seat = writers.get(i);
            seat.listener().start(seat.document(), new Turns(workload.pace(), firstNs, open), open.startNs());
        }
    }

    /** Waits, but not for ever: what is missing then is found by the check. */
    private static void await(CompletableFuture<Void> done) throws InterruptedException, ExecutionException {
        try {
            done.get(Stage.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            done.cancel(false);
        }
    }

    private void delete(List<Room<S, O>> rooms) throws InterruptedException {
        try (HttpDocuments http = target.http()) {
            for (Room<S, O> room : rooms) {
                http.delete(room.doc());
            }
        } catch (IOException e) {
            observer.phase("documents could not be deleted: " + e.getMessage());
        }
    }

    private synchronized LoadResult result(Measured measured, Verdict verdict, List<Long> memory) {
        return new LoadResult(
                name,
                workload,
                measured.seconds(),
                measured.perSecond(),
                Latencies.of(meter.acks().total()),
                Latencies.of(meter.remotes().total()),
                Latencies.of(meter.opens().total()),
                Latencies.of(meter.joins().total()),
                measured.serverCpuSeconds(),
                measured.ownCpuSeconds(),
                measured.stolenCpuSeconds(),
                memory,
                measured.samples(),
                counts.trouble(meter.overdue()),
                verdict,
                stopped);
    }

    private CommandFailedException failed(Throwable why) {
        String reason = why instanceof TimeoutException
                ? "nothing came for " + Stage.PATIENCE.toSeconds() + " s"
                : String.valueOf(why.getMessage());
        return new CommandFailedException("the load stopped, server=" + target.server() + " why=" + reason, why);
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** What was measured, apart from latencies. */
    record Measured(
            double seconds,
            double perSecond,
            OptionalDouble serverCpuSeconds,
            double ownCpuSeconds,
            OptionalDouble stolenCpuSeconds,
            List<Sample> samples) {}
}
