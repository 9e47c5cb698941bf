package dev.stet.server.telemetry;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Who is told what the server does. Immutable.
 *
 * @param nanos a clock that nobody sets, in nanoseconds from anywhere; always 0 where nobody wants to know
 * @param unprocessable keeps messages that made no sense
 */
public record Telemetry(
        LongSupplier nanos,
        OperationMeters operations,
        CommitMeters commits,
        TrafficMeters traffic,
        UnprocessableMessages unprocessable) {

    /** Takes no notice of anything. */
    public static final Telemetry NONE = of(() -> 0);

    private static Telemetry of(LongSupplier nanos) {
        return new Telemetry(
                nanos,
                new OperationMeters() {},
                new CommitMeters() {},
                new TrafficMeters() {},
                new UnprocessableMessages(() -> Instant.EPOCH));
    }

    /** Returns the time now, in nanoseconds, to be compared with another one only. */
    public long now() {
        return nanos.getAsLong();
    }
}
