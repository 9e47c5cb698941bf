package dev.stet.cli;

import dev.stet.cli.log.LogFormat;
import dev.stet.cli.log.Logging;
import dev.stet.server.OperatorSettings;
import dev.stet.server.telemetry.LogLevels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@link OperatorSettings} as options, and how the program logs. */
final class OperatorOptions {
    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Form of the log on standard error. Default: ${DEFAULT-VALUE}")
    private LogFormat logFormat = LogFormat.TEXT;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "warn",
            description = "How much is logged: error, warn, info or debug. Never what documents hold."
                    + " Default: ${DEFAULT-VALUE}")
    private LogLevels.Level logLevel = LogLevels.Level.WARN;

    @Option(
            names = "--audit-file",
            paramLabel = "FILE",
            description = "Where changes of access and refused logins are written, as JSON; appended to what is there."
                    + " Default: into the log.")
    private @Nullable Path auditFile;

    @Option(
            names = "--admin-token-file",
            paramLabel = "FILE",
            description =
                    "Secret of at least 32 bytes that shows an administrator, as a token with the claim stet_admin"
                            + " does: for /metrics and stet admin.")
    private @Nullable Path adminTokenFile;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Port where /metrics, /healthz and /readyz are served too, to whoever can reach it; 0 takes a"
                    + " free one. Default: none.")
    private @Nullable Integer metricsPort;

    @Option(
            names = "--metrics-host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address of that port. Default: ${DEFAULT-VALUE}")
    private String metricsHost = "127.0.0.1";

    @Option(
            names = "--metrics-tls",
            description = "That port is spoken to over TLS, with the certificate of the other one.")
    private boolean metricsTls;

    @Option(
            names = "--stuck-after",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long a part of the server may make no progress before /healthz fails."
                    + " Default: ${DEFAULT-VALUE}")
    private Duration stuckAfter = OperatorSettings.DEFAULT.stuckAfter();

    /** Returns the settings, with nothing to change what is logged with yet. */
    OperatorSettings settings() {
        OperatorSettings settings = OperatorSettings.DEFAULT.withStuckAfter(stuckAfter);
        settings = adminTokenFile == null ? settings : settings.withAdminToken(adminTokenFile);
        return metricsPort == null
                ? settings
                : settings.withMetricsAt(new OperatorSettings.Listening(metricsHost, metricsPort, metricsTls));
    }

    /** Sets up the log of this process. */
    LogLevels setUpLogging() {
        try {
            return Logging.setUp(logFormat, logLevel, Optional.ofNullable(auditFile));
        } catch (IOException e) {
            throw new CommandFailedException("the audit file cannot be written, file=" + auditFile);
        }
    }
}
