package dev.stet.server.history;

import java.time.Instant;

/** Which point of a document's past is meant. Immutable. */
public sealed interface Moment {
    /** The newest durable revision. */
    record Newest() implements Moment {}

    /** After so many operations. */
    record AtRevision(long revision) implements Moment {}

    /** What the document was at a time; before it was created that is revision 0. */
    record AtTime(Instant time) implements Moment {}

    /** A revision that somebody gave a name to. */
    record AtVersion(String name) implements Moment {}
}
