package dev.stet.server;

import dev.stet.server.telemetry.LogLevels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What whoever runs the server sees of it, and how. Immutable; start from {@link #DEFAULT} and change what has to be
 * different.
 *
 * @param adminTokenFile holds a secret that shows an administrator, beside the claim {@code stet_admin}; empty for none
 * @param metrics where metrics and health are served too, to whoever can reach it; empty for nowhere
 * @param stuckAfter how long a part of the server may make no progress before it counts as stuck
 * @param logLevels changes what is logged
 * @param readyWhenRehearsed whether the server counts as ready only when a {@link Rehearsal} of it has come to its end,
 *     which then has to be begun and not to be closed before
 */
public record OperatorSettings(
        Optional<Path> adminTokenFile,
        Optional<Listening> metrics,
        Duration stuckAfter,
        LogLevels logLevels,
        boolean readyWhenRehearsed) {

    /** No secret, nothing served elsewhere, half a minute, ready at once. */
    public static final OperatorSettings DEFAULT =
            new OperatorSettings(Optional.empty(), Optional.empty(), Duration.ofSeconds(30), LogLevels.FIXED, false);

    /**
     * An address.
     *
     * @param port 0 takes any free one
     * @param tls whether it is spoken to over TLS, with the server's certificate
     */
    public record Listening(String host, int port, boolean tls) {}

    /** Returns these settings with a secret for administrators. */
    public OperatorSettings withAdminToken(Path file) {
        return new OperatorSettings(Optional.of(file), metrics, stuckAfter, logLevels, readyWhenRehearsed);
    }

    /** Returns these settings with metrics and health served elsewhere too. */
    public OperatorSettings withMetricsAt(Listening where) {
        return new OperatorSettings(adminTokenFile, Optional.of(where), stuckAfter, logLevels, readyWhenRehearsed);
    }

    /** Returns these settings with another patience. */
    public OperatorSettings withStuckAfter(Duration time) {
        return new OperatorSettings(adminTokenFile, metrics, time, logLevels, readyWhenRehearsed);
    }

    /** Returns these settings with something to change what is logged with. */
    public OperatorSettings with(LogLevels levels) {
        return new OperatorSettings(adminTokenFile, metrics, stuckAfter, levels, readyWhenRehearsed);
    }

    /** Returns these settings for a server that is ready when it has rehearsed. */
    public OperatorSettings readyOnceRehearsed() {
        return new OperatorSettings(adminTokenFile, metrics, stuckAfter, logLevels, true);
    }
}
