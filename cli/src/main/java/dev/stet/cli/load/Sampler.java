package dev.stet.cli.load;

import dev.stet.cli.load.LoadRun.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Looks at the meter every second, and counts what happens between the end of the warm-up and the end.
 *
 * <p>Threads: confined to the thread of the run.
 */
final class Sampler {
    private final Meter meter;
    private final ServerUsage server;
    private final Window window;
    private final Meter.Stream counted;
    private final List<Sample> samples = new ArrayList<>();
    private Moment last;
    private Optional<Moment> from = Optional.empty();

    /** @param onlyReading whether what counts is visitors' opening, since nobody writes */
    Sampler(Meter meter, ServerUsage server, Window window, boolean onlyReading) {
        this.meter = meter;
        this.server = server;
        this.window = window;
        this.counted = onlyReading ? meter.joins() : meter.acks();
        this.last = moment(window.startNs());
    }

    /** Everything that is counted up to a moment. */
    private record Moment(
            long atNs, long happened, Optional<Usage> server, Duration ownCpu, Optional<Duration> stolen) {}

    /** Returns how long it is until the warm-up or all of it ends. */
    long untilChange(long nowNs) {
        return (from.isEmpty() ? window.fromNs() : window.endNs()) - nowNs;
    }

    /** Takes a sample, unless the last one was just now. */
    Optional<Sample> sample(long nowNs) {
        Moment now = moment(nowNs);
        boolean warmUp = from.isEmpty();
        if (warmUp && nowNs >= window.fromNs()) {
            from = Optional.of(now);
        }
        double seconds = seconds(now.atNs() - last.atNs());
        if (seconds <= 0) {
            return Optional.empty();
        }
        Histogram latencies = counted.interval();
        Histogram remotes = meter.remotes().interval();
        Sample sample = new Sample(
                seconds(now.atNs() - window.startNs()),
                warmUp,
                (now.happened() - last.happened()) / seconds,
                Latencies.millis(latencies, 50),
                Latencies.millis(latencies, 99),
                Latencies.millis(remotes, 99),
                cpu(last, now).orElse(-seconds) / seconds,
                now.server().map(Usage::memory).orElse(-1L));
        last = now;
        samples.add(sample);
        return Optional.of(sample);
    }

    Measured end(long nowNs) {
        Moment now = moment(nowNs);
        Moment first = from.orElse(now);
        double seconds = Math.max(seconds(now.atNs() - first.atNs()), 1e-9);
        return new Measured(
                seconds,
                (now.happened() - first.happened()) / seconds,
                cpu(first, now),
                seconds(now.ownCpu().minus(first.ownCpu()).toNanos()),
                difference(first.stolen(), now.stolen()),
                List.copyOf(samples));
    }

    private Moment moment(long nowNs) {
        Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return new Moment(nowNs, counted.happened(), server.now(), own, Steal.now());
    }

    private static OptionalDouble cpu(Moment first, Moment last) {
        return difference(first.server().map(Usage::cpu), last.server().map(Usage::cpu));
    }

    private static OptionalDouble difference(Optional<Duration> first, Optional<Duration> last) {
        return first.isPresent() && last.isPresent()
                ? OptionalDouble.of(seconds(last.get().minus(first.get()).toNanos()))
                : OptionalDouble.empty();
    }

    private static double seconds(long nanos) {
        return (double) nanos / TimeUnit.SECONDS.toNanos(1);
    }
}
