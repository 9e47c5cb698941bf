package dev.stet.server.document;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a reader is given when it joins.
 *
 * @param participant the reader's own name within the document
 * @param revision the revision it starts at; if what follows is not in memory, {@link Document#page} has it
 * @param snapshot the document at that revision; absent if the reader goes on from where it was
 * @param inFlightAt where the operation the reader asked about is in the log, if it is
 * @param published what there is to see at this moment
 */
public record Joined(
        String participant, long revision, Optional<Snapshot> snapshot, OptionalLong inFlightAt, Published published) {}
