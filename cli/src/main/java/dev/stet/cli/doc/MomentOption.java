package dev.stet.cli.doc;

import dev.stet.client.Moment;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which state of a document is meant, as options that exclude each other. */
final class MomentOption {
    @Option(names = "--revision", paramLabel = "N", description = "After so many operations.")
    private @Nullable Long revision;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description = "At a time, like 2026-01-31T12:00:00Z.")
    private @Nullable Instant at;

    @Option(names = "--version", paramLabel = "NAME", description = "At the version of this name.")
    private @Nullable String version;

    /** Returns the moment; the newest one if none of the options was given. */
    Moment moment() {
        return Optional.<Moment>ofNullable(revision == null ? null : new Moment.AtRevision(revision))
                .or(() -> Optional.ofNullable(at).map(Moment.AtTime::new))
                .or(() -> Optional.ofNullable(version).map(Moment.AtVersion::new))
                .orElseGet(Moment.Newest::new);
    }
}
