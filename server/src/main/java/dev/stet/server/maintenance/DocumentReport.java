package dev.stet.server.maintenance;

import dev.stet.server.storage.StoredDocument;
import java.util.List;

/**
 * What a check of one document found. Immutable.
 *
 * @param lastGood the newest revision up to which its log is right
 * @param damages everything that is wrong, at most one of them in the log: the first
 */
public record DocumentReport(StoredDocument document, long lastGood, List<Damage> damages) {
    public DocumentReport {
        damages = List.copyOf(damages);
    }

    /** Returns whether nothing is wrong. */
    public boolean isSound() {
        return damages.isEmpty();
    }
}
