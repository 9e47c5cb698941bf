package dev.stet.ot.sync.simulation;

/** A mistake that the model can be told to make, to see that it is noticed. */
enum Flaw {
    /** A session sends what was accepted and is not stored. */
    SENDS_BEFORE_STORED,
    /** An operation is acknowledged as soon as it is accepted. */
    ACKNOWLEDGES_WHEN_ACCEPTED,
    /** The authority takes the wrong side in every transformation. */
    AUTHORITY_TAKES_WRONG_SIDE,
    /** The authority does not recognise an operation that it has seen. */
    FORGETS_WHAT_IT_HAS_SEEN,
    /** A conflict with another node is taken for success. */
    TAKES_CONFLICT_FOR_SUCCESS,
    /** A failed store is taken for success. */
    TAKES_FAILURE_FOR_SUCCESS,
    /** After a failed store the node begins afresh, and forgets who waits. */
    FORGETS_WHO_WAITS,
    /** A restarted node goes on from what it had accepted, not from what is stored. */
    RESTARTS_FROM_MEMORY,
    /** A recovering node does not read what others stored. */
    RECOVERS_WITHOUT_READING,
    /** A node never looks whether others have stored anything, unless it is in their way. */
    NEVER_POLLS,
    /** A node that has left the log to others for a moment does not come back. */
    NEVER_STORES_AGAIN_AFTER_YIELDING,
    /** A node that took a document up does not know when its last entry was made. */
    RESTARTS_AT_ANY_TIME,
    /** A client that comes from a node that is ahead is sent off with what this node has. */
    REWINDS_WHO_IS_AHEAD,
    /** A client within reach gets a snapshot, though an older copy of its operation may still arrive. */
    RELOADS_WITHIN_REACH,
    /** An operation found in the log is acknowledged at once, ahead of the entries before it. */
    ACKNOWLEDGES_OUT_OF_ORDER,
    /** A session takes every entry of its client for the one in flight. */
    ACKNOWLEDGES_BY_CLIENT_ALONE,
    /** A resumed session begins one entry too late. */
    SKIPS_AN_ENTRY_ON_RESUME,
    /** A resumed session begins one entry too early. */
    REPEATS_AN_ENTRY_ON_RESUME,
    /** The client takes the wrong side in every transformation. */
    CLIENT_TAKES_WRONG_SIDE,
    /** The client composes what was sent with what was edited since, and sends that under the same number. */
    CLIENT_COMPOSES_IN_FLIGHT,
    /** The client composes what it has to catch up with, and transforms over it once: the compose trap. */
    CLIENT_COMPOSES_CATCH_UP,
    /** The client sends again under a new number. */
    CLIENT_RENUMBERS,
    /** The client takes its operation for lost if the connection is, and drops it. */
    CLIENT_DROPS_IN_FLIGHT
}
