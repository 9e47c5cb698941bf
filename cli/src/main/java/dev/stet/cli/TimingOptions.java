package dev.stet.cli;

import dev.stet.server.Timing;
import java.time.Duration;
import picocli.CommandLine.Option;

/** {@link Timing} as options. */
final class TimingOptions {
    @Option(
            names = "--heartbeat",
            paramLabel = "TIME",
            defaultValue = "15s",
            converter = DurationConverter.class,
            description =
                    "How often a client has to be heard; silent for 2.5 times as long it is closed. Default: ${DEFAULT-VALUE}")
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

    Timing timing() {
        return new Timing(heartbeat, evictAfter, snapshotEvery, storageRetry, drain);
    }
}
