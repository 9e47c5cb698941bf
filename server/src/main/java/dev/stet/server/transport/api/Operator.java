package dev.stet.server.transport.api;

import dev.stet.server.telemetry.LogLevels;
import dev.stet.server.telemetry.Telemetry;
import java.util.function.Supplier;

/**
 * What whoever runs the server may see and change. Immutable.
 *
 * @param telemetry told of requests
 * @param metrics all numbers, in Prometheus' text form
 * @param logLevels how much is logged
 */
public record Operator(Telemetry telemetry, Supplier<String> metrics, LogLevels logLevels) {
    /** The media type of {@link #metrics}. */
    static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
}
