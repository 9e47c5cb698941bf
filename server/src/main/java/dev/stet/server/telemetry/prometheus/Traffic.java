package dev.stet.server.telemetry.prometheus;

import dev.stet.server.telemetry.TrafficMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Counts what comes and goes. Thread-safe. */
final class Traffic implements TrafficMeters {
    private static final int STATUS_CLASSES = 5;

    private final MeterRegistry registry;
    private final LongAdder framesIn = new LongAdder();
    private final LongAdder framesOut = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final Counter opened;
    private final Map<String, Counter> closed = new ConcurrentHashMap<>();
    /** By the first digit of the status, less one. */
    private final List<Timer> requests;

    Traffic(MeterRegistry registry) {
        this.registry = registry;
        count("stet.websocket.frames", "in", framesIn, "WebSocket messages");
        count("stet.websocket.frames", "out", framesOut, "WebSocket messages");
        count("stet.websocket.bytes", "in", bytesIn, "Bytes of WebSocket messages, before compression");
        count("stet.websocket.bytes", "out", bytesOut, "Bytes of WebSocket messages, before compression");
        this.opened = Counter.builder("stet.sessions.opened")
                .description("Sessions that began")
                .register(registry);
        this.requests = IntStream.rangeClosed(1, STATUS_CLASSES)
                .mapToObj(first -> Timer.builder("stet.http.requests")
                        .description("Time to the answers of requests to the API")
                        .tag("status", first + "xx")
                        .serviceLevelObjectives(Buckets.times())
                        .register(registry))
                .toList();
    }

    private void count(String name, String direction, LongAdder counted, String description) {
        FunctionCounter.builder(name, counted, LongAdder::sum)
                .description(description)
                .tag("direction", direction)
                .register(registry);
    }

    @Override
    public void received(int bytes) {
        framesIn.increment();
        bytesIn.add(bytes);
    }

    @Override
    public void sent(int bytes) {
        framesOut.increment();
        bytesOut.add(bytes);
    }

    @Override
    public void sessionOpened() {
        opened.increment();
    }

    @Override
    public void sessionClosed(String why) {
        closed.computeIfAbsent(
                        why,
                        any -> Counter.builder("stet.sessions.closed")
                                .description("Sessions that ended, and why")
                                .tag("why", why.toLowerCase(Locale.ROOT))
                                .register(registry))
                .increment();
    }

    @Override
    public void answered(int status, long tookNanos) {
        int first = Math.clamp(status / 100, 1, STATUS_CLASSES);
        requests.get(first - 1).record(tookNanos, TimeUnit.NANOSECONDS);
    }
}
