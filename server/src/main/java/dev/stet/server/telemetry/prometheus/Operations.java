package dev.stet.server.telemetry.prometheus;

import dev.stet.server.telemetry.OperationMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts operations. Thread-safe; every meter of what is accepted is made beforehand. */
final class Operations implements OperationMeters {
    private final MeterRegistry registry;
    private final Counter accepted;
    private final Counter repeated;
    private final Counter resumed;
    private final Timer acknowledged;
    private final Timer queue;
    private final Timer transform;
    private final Timer commit;
    private final Timer send;
    private final Map<String, Counter> rejected = new ConcurrentHashMap<>();
    private final Map<String, Counter> errors = new ConcurrentHashMap<>();

    Operations(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = Counter.builder("stet.operations.accepted")
                .description("Operations of this server's clients that became durable")
                .register(registry);
        this.repeated = Counter.builder("stet.operations.repeated")
                .description("Operations that were sent again and were in the log already")
                .register(registry);
        this.resumed = Counter.builder("stet.readers.resumed")
                .description("Readers that fell so far behind that they were told to resume")
                .register(registry);
        this.acknowledged = Timer.builder("stet.ack")
                .description("From an operation's frame being received to its acknowledgement going to the connection")
                .serviceLevelObjectives(Buckets.times())
                .register(registry);
        this.queue = part("queue");
        this.transform = part("transform");
        this.commit = part("commit");
        this.send = part("send");
    }

    private Timer part(String name) {
        return Timer.builder("stet.ack.part")
                .description("The parts of the time to an acknowledgement")
                .tag("part", name)
                .serviceLevelObjectives(Buckets.times())
                .register(registry);
    }

    @Override
    public void accepted(int operations) {
        accepted.increment(operations);
    }

    @Override
    public void repeated() {
        repeated.increment();
    }

    @Override
    public void acknowledged(
            long receivedNanos, long takenNanos, long transformedNanos, long durableNanos, long nowNanos) {
        acknowledged.record(nowNanos - receivedNanos, TimeUnit.NANOSECONDS);
        queue.record(takenNanos - receivedNanos, TimeUnit.NANOSECONDS);
        transform.record(transformedNanos - takenNanos, TimeUnit.NANOSECONDS);
        commit.record(durableNanos - transformedNanos, TimeUnit.NANOSECONDS);
        send.record(nowNanos - durableNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void refused(String code, boolean operation) {
        if (operation) {
            counter(rejected, "stet.operations.rejected", "Operations that were refused", code)
                    .increment();
        }
        counter(errors, "stet.errors", "Errors that clients were told of over WebSocket", code)
                .increment();
    }

    private Counter counter(Map<String, Counter> counters, String name, String description, String code) {
        return counters.computeIfAbsent(
                code,
                any -> Counter.builder(name)
                        .description(description)
                        .tag("code", code)
                        .register(registry));
    }

    @Override
    public void sentToResume() {
        resumed.increment();
    }
}
