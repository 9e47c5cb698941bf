package dev.stet.server.telemetry.prometheus;

import com.sun.management.ThreadMXBean;
import dev.stet.server.telemetry.Telemetry;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;

/** What the meters of one operation cost the pipeline: all that it calls for one that is acknowledged. */
final class MetricsCost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Telemetry telemetry;

    MetricsCost(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    /**
     * What it costs.
     *
     * @param nanos of processor time for one operation, so that it matters little what else the machine does
     * @param bytes allocated in all
     */
    record Cost(double nanos, long bytes) {}

    static MetricsCost ofMetrics() {
        return new MetricsCost(new Metrics(System::nanoTime, InstantSource.system()).telemetry());
    }

    Cost measure(int operations) {
        long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        long begun = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < operations; i++) {
            operation();
        }
        double nanos = (double) (THREADS.getCurrentThreadCpuTime() - begun) / operations;
        return new Cost(nanos, THREADS.getCurrentThreadAllocatedBytes() - bytesBefore);
    }

    private void operation() {
        telemetry.traffic().received(80);
        long received = telemetry.now();
        long taken = telemetry.now();
        long transformed = telemetry.now();
        telemetry.commits().committed(1, 1, 40, 0, 1_000_000);
        long durable = telemetry.now();
        telemetry.operations().accepted(1);
        telemetry.operations().acknowledged(received, taken, transformed, durable, telemetry.now());
        telemetry.traffic().sent(60);
    }
}
