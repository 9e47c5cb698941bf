/**
 * What the server tells about itself, counted with Micrometer and shown in the form that Prometheus reads. The only package that
 * knows Micrometer.
 *
 * <p>{@link dev.stet.server.telemetry.prometheus.Metrics} makes the {@link dev.stet.server.telemetry.Telemetry} that the
 * pipeline is given, and is asked for what it counted. All names are in this package and in {@code ServerGauges}; what they mean
 * is in {@code server/OPERATIONS.md}.
 *
 * <p>Used by {@code StetServer}; uses {@code telemetry} only. Threads: thread-safe.
 */
package dev.stet.server.telemetry.prometheus;
