package dev.stet.ot.history;

import java.util.List;

/**
 * What was done in a slice of time. Applied one after the other, its entries lead from the document at {@code
 * firstRevision - 1} to the one at {@code lastRevision}; the documents between them need not be ones that ever were.
 * Immutable.
 *
 * @param firstRevision the revision of the first entry of the slice
 * @param lastRevision the revision of the last entry of the slice
 * @param entries what they became
 */
public record SquashedSlice<O>(long firstRevision, long lastRevision, List<SquashedEntry<O>> entries) {
    public SquashedSlice {
        entries = List.copyOf(entries);
    }
}
