package dev.stet.server.telemetry.prometheus;

import dev.stet.server.telemetry.Telemetry;
import dev.stet.server.telemetry.UnprocessableMessages;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * All that is counted in one server.
 *
 * <p>Threads: thread-safe.
 */
public final class Metrics implements AutoCloseable {
    /** The media type of {@link #text}. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Telemetry telemetry;

    /**
     * @param nanos a clock that nobody sets, in nanoseconds
     * @param clock the time of day
     */
    public Metrics(LongSupplier nanos, InstantSource clock) {
        this.telemetry = new Telemetry(
                nanos,
                new Operations(registry),
                new Commits(registry),
                new Traffic(registry),
                new UnprocessableMessages(clock));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** Returns what the pipeline is given. */
    public Telemetry telemetry() {
        return telemetry;
    }

    /**
     * Shows a number that goes up and down.
     *
     * @param name in Micrometer's form, {@code stet.sessions}
     * @param tags a few fixed ones; never a document or a user
     * @param value asked for whenever all is shown; NaN if it is not known
     */
    public void gauge(String name, String description, Map<String, String> tags, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .description(description)
                .tags(tags(tags))
                .strongReference(true)
                .register(registry);
    }

    /** Shows a number that only goes up, as {@link #gauge} does others. */
    public void count(String name, String description, Map<String, String> tags, DoubleSupplier value) {
        FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(tags(tags))
                .register(registry);
    }

    private static Tags tags(Map<String, String> tags) {
        Tags all = Tags.empty();
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            all = all.and(tag.getKey(), tag.getValue());
        }
        return all;
    }

    /** Returns all numbers in Prometheus' text form. */
    public String text() {
        return registry.scrape();
    }

    MeterRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
