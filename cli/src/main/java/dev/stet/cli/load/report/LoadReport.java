package dev.stet.cli.load.report;

import dev.stet.cli.load.LoadResult;
import java.time.Instant;
import java.util.List;

/**
 * All that came of one command, and where it was measured. Immutable.
 *
 * @param command what was typed
 * @param server what kind of server it was
 * @param machine the machine that the clients ran on
 */
public record LoadReport(String command, String server, String machine, Instant at, List<LoadResult> results) {
    public LoadReport {
        results = List.copyOf(results);
    }

    /** Returns this machine, in a few words. */
    public static String thisMachine() {
        return Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch") + ", Java "
                + Runtime.version();
    }
}
