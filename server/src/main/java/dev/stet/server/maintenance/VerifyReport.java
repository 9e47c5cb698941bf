package dev.stet.server.maintenance;

import java.util.List;

/**
 * What a check of a store found. Immutable.
 *
 * @param documents how many documents were checked, deleted ones too
 * @param entries how many entries of their logs were replayed
 * @param damaged those of them in which something is wrong, by id
 */
public record VerifyReport(long documents, long entries, List<DocumentReport> damaged) {
    public VerifyReport {
        damaged = List.copyOf(damaged);
    }

    /** Returns whether nothing is wrong. */
    public boolean isSound() {
        return damaged.isEmpty();
    }
}
