package dev.stet.cli.load.report;

import dev.stet.cli.load.LoadResult;
import java.util.Locale;
import java.util.Optional;

/** What a reader of a result has to know of the machine's other guests. */
final class Stolen {
    /** Fewer processors than this are not worth a word. */
    private static final double NOTHING = 0.01;

    /** With more than this, the same load gives another figure in another minute. */
    private static final double LITTLE = 0.05;

    private Stolen() {}

    /** Returns a sentence without its full stop, if there was anything. */
    static Optional<String> of(LoadResult result) {
        double processors = result.stolenCpuSeconds().orElse(0) / result.seconds();
        if (processors < NOTHING) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%.2f processors, which the host of this virtual machine gave to others%s",
                processors,
                processors > LITTLE ? ": measure again when it has them to give" : ""));
    }
}
