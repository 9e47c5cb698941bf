/**
 * What the server tells about itself while it works: a port that the pipeline calls, and that knows nobody.
 *
 * <p>{@link dev.stet.server.telemetry.Telemetry} holds the parts: {@link dev.stet.server.telemetry.OperationMeters} for
 * sessions and documents, {@link dev.stet.server.telemetry.CommitMeters} for the journal, {@link
 * dev.stet.server.telemetry.TrafficMeters} for connections and requests. {@code telemetry.prometheus} counts and shows it;
 * {@link dev.stet.server.telemetry.Telemetry#NONE} does nothing. {@link dev.stet.server.telemetry.LogLevels} is how an operator
 * changes what is logged.
 *
 * <p>Called by {@code session}, {@code document}, {@code journal} and {@code transport}; imports none of them. Threads: everything
 * here is called from any thread, never blocks, and allocates nothing where it is called for each operation.
 */
package dev.stet.server.telemetry;
