package dev.stet.server.storage;

/**
 * What was moved out of a document into the quarantine, where it stays as it was. Immutable.
 *
 * @param entries how many rows of its log, squashed ones too
 * @param snapshots how many snapshots
 * @param versions how many named versions
 */
public record Quarantined(long entries, long snapshots, long versions) {

    /** Returns what both are together. */
    public Quarantined plus(Quarantined other) {
        return new Quarantined(entries + other.entries, snapshots + other.snapshots, versions + other.versions);
    }

    /** Returns whether nothing was moved. */
    public boolean isNothing() {
        return entries == 0 && snapshots == 0 && versions == 0;
    }
}
