package dev.stet.ot.sync.simulation;

/** What goes wrong, or seldom happens, in a schedule. Each must happen somewhere in a run. */
enum Fault {
    CONNECTION_CUT,
    MESSAGE_DROPPED,
    /** A submission arrives over a connection that its client has given up. */
    LATE_SUBMISSION,
    /** An operation is sent again over the connection it was sent on. */
    SENT_TWICE,
    /** A submission was found to be in the log already. */
    FOUND_IN_LOG,
    NODE_CRASHED,
    /** A node put the document away and took it up again. */
    NODE_REOPENED,
    /** A node looked at the log, and found that others have stored something. */
    POLLED_BEHIND,
    /** As before, while it was storing: the two are in each other's way. */
    POLLED_WHILE_STORING,
    /** A node left the log to others for a moment. */
    YIELDED,
    /** A client came from another node, and had more than this one. */
    OPENED_AHEAD,
    /** An operation was made on a revision that the node did not have yet. */
    SUBMITTED_AHEAD,
    CLIENT_MOVED_TO_OTHER_NODE,
    STORE_FAILED_BEFORE_COMMIT,
    STORE_FAILED_AFTER_COMMIT,
    /** The store was given up, and the commit came later, or never. */
    STORE_COMMITTED_LATE,
    STORE_STALLED,
    /** Another node came first. */
    STORE_CONFLICTED,
    RECOVERY_FAILED,
    TAIL_FORGOTTEN,
    FELL_OFF_TAIL,
    HISTORY_FETCHED,
    REFUSED_FOR_NOW,
    REFUSED_FOR_GOOD,
    /** An operation that its client had taken back entered the log all the same, from an older copy. */
    TAKEN_BACK_AND_STORED,
    RESUMED_IN_FLIGHT_STORED,
    RESUMED_IN_FLIGHT_NOT_STORED,
    RELOADED,
    RELOADED_IN_FLIGHT_STORED,
    RELOADED_IN_FLIGHT_NOT_STORED,
    /** A client took several operations in at once. */
    CAUGHT_UP_AT_ONCE,
    SELECTION_OUT_OF_PLACE
}
