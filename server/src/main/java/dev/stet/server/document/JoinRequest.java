package dev.stet.server.document;

import java.util.OptionalLong;

/**
 * How a reader wants to join.
 *
 * @param since the revision the reader has, to go on from there
 * @param inFlight sequence of the operation it was not acknowledged for
 */
public record JoinRequest(OptionalLong since, OptionalLong inFlight) {
    /** A reader that has nothing yet. */
    public static JoinRequest fresh() {
        return new JoinRequest(OptionalLong.empty(), OptionalLong.empty());
    }
}
