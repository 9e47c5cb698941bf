package dev.stet.cli.load;

import java.util.List;

/**
 * Whether everybody ended with the same, and with all that was acknowledged. Immutable.
 *
 * @param clients how many were compared with the server
 * @param operations acknowledged, each of which has to be in the log once, and nothing else
 * @param findings what is wrong; empty if nothing is
 */
public record Verdict(int documents, int clients, long operations, List<String> findings) {
    public Verdict {
        findings = List.copyOf(findings);
    }

    /** Returns whether nothing is wrong. */
    public boolean isGood() {
        return findings.isEmpty();
    }
}
