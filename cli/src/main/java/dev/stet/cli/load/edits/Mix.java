package dev.stet.cli.load.edits;

import dev.stet.cli.replay.Trace;
import java.util.Optional;

/**
 * What writers do, and how often. Immutable.
 *
 * @param deletes the share of runs that take away instead of typing, from 0 to 1
 * @param run how many operations follow one another at one place before the caret jumps to another
 * @param trace a recorded text whose typing is imitated instead, in documents of plain text
 */
public record Mix(double deletes, int run, Optional<Trace> trace) {
    /** Runs of 40, one in five of them deleting: about what recorded typing looks like. */
    public static final Mix DEFAULT = new Mix(0.2, 40, Optional.empty());

    public Mix {
        if (!(deletes >= 0 && deletes <= 1) || run < 1) {
            throw new IllegalArgumentException("the share of deletes is from 0 to 1, and a run has 1 operation or more,"
                    + " deletes=" + deletes + " run=" + run);
        }
    }
}
