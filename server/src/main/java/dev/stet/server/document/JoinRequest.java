package dev.stet.server.document;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a reader wants to join.
 *
 * @param since the revision the reader has, to go on from there
 * @param inFlight sequence of the operation it was not acknowledged for
 * @param store id of the store that it has its revision from, if it knows
 */
public record JoinRequest(OptionalLong since, OptionalLong inFlight, Optional<String> store) {
    /** A reader that has nothing yet. */
    public static JoinRequest fresh() {
        return new JoinRequest(OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
    }

    /** Returns whether the reader's revision may be one of another store's. */
    boolean isOfAnother(String storeId) {
        return store.isPresent() && !store.get().equals(storeId);
    }
}
