package dev.stet.cli;

import dev.stet.server.Timing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@link Timing} as options. */
final class TimingOptions {
    @Option(
            names = "--heartbeat",
            paramLabel = "TIME",
            defaultValue = "15s",
            converter = DurationConverter.class,
            description =
                    "How often a client has to be heard; it is pinged when it is not, and closed when it is silent for 2.5 times"
                            + " as long. Default: ${DEFAULT-VALUE}")
    private Duration heartbeat = Timing.DEFAULT.heartbeat();

    @Option(
            names = "--evict-after",
            paramLabel = "TIME",
            defaultValue = "1m",
            converter = DurationConverter.class,
            description = "How long a document that nobody has open stays in memory. Default: ${DEFAULT-VALUE}")
    private Duration evictAfter = Timing.DEFAULT.evictAfter();

    @Option(
            names = "--snapshot-every",
            paramLabel = "N",
            defaultValue = "1000",
            converter = CountConverter.class,
            description =
                    "Operations between two stored snapshots of a document, at the least. Default: ${DEFAULT-VALUE}")
    private int snapshotEvery;

    @Option(
            names = "--snapshot-bytes",
            paramLabel = "BYTES",
            defaultValue = "1m",
            converter = CountConverter.class,
            description = "Bytes of operations that call for a snapshot before that. Default: ${DEFAULT-VALUE}")
    private int snapshotBytes;

    @Option(
            names = "--snapshot-pause",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = DurationConverter.class,
            description = "Time between two stored snapshots of a document, at the least. Default: ${DEFAULT-VALUE}")
    private Duration snapshotPause = Timing.DEFAULT.snapshotPause();

    @Option(
            names = "--storage-retry",
            paramLabel = "TIME",
            defaultValue = "500ms",
            converter = DurationConverter.class,
            description = "How long to wait before storage that failed is tried again. Default: ${DEFAULT-VALUE}")
    private Duration storageRetry = Timing.DEFAULT.storageRetry();

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "How long a shutdown waits for what is under way. Default: ${DEFAULT-VALUE}")
    private Duration drain = Timing.DEFAULT.drain();

    @Option(
            names = "--poll",
            paramLabel = "TIME",
            defaultValue = "100ms",
            converter = DurationConverter.class,
            description =
                    "How often to look for what other servers wrote to the same database. Default: ${DEFAULT-VALUE}")
    private Duration poll = Timing.DEFAULT.poll();

    @Option(
            names = "--pace",
            paramLabel = "TIME",
            defaultValue = "2ms",
            converter = DurationConverter.class,
            description =
                    "The least time between two frames that tell a client what others did to one document; a client's own"
                            + " operations are acknowledged at once. Default: ${DEFAULT-VALUE}")
    private Duration pace = Timing.DEFAULT.pace();

    @Option(
            names = "--request-timeout",
            paramLabel = "TIME",
            defaultValue = "20s",
            converter = DurationConverter.class,
            description =
                    "How long a connection may take to bring the whole head of a request. Default: ${DEFAULT-VALUE}")
    private Duration requestTimeout = Timing.DEFAULT.requestTimeout();

    @Option(
            names = "--write-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description =
                    "How long a client may take to read what it is sent, and a second more for each 64 KiB, before it is"
                            + " closed; it comes back and resumes. Default: ${DEFAULT-VALUE}")
    private Duration writeTimeout = Timing.DEFAULT.writeTimeout();

    @Option(
            names = "--squash-after",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "How old operations are when all that an author did in a slice of time becomes one. The newest"
                            + " --max-behind of a document stay. Default: none is squashed")
    private @Nullable Duration squashAfter;

    @Option(
            names = "--squash-slice",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "How long such a slice of time is. Default: ${DEFAULT-VALUE}")
    private Duration squashSlice = Duration.ofMinutes(10);

    @Nullable
    Duration squashAfter() {
        return squashAfter;
    }

    Duration squashSlice() {
        return squashSlice;
    }

    Timing timing() {
        return new Timing(
                heartbeat,
                evictAfter,
                snapshotEvery,
                snapshotBytes,
                snapshotPause,
                storageRetry,
                drain,
                poll,
                pace,
                requestTimeout,
                writeTimeout);
    }
}
