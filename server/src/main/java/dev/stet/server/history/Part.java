package dev.stet.server.history;

import java.util.List;
import java.util.Optional;

/**
 * A part of a document, and who wrote it or took it away. Immutable.
 *
 * @param path the way from the root to a value; empty for types that are one sequence
 * @param from where the part begins inside that value, in units of the type
 * @param to where it ends; equal to {@code from} if it is the value itself
 * @param by the operation it comes from; nothing if it was there before
 */
public record Part(List<Object> path, int from, int to, Optional<Origin> by) {
    public Part {
        path = List.copyOf(path);
    }

    /**
     * An operation of the past. Immutable.
     *
     * @param revision the document's revision after it; of squashed ones, the last of them
     * @param author id of the user who made it
     * @param timeMs when the server accepted it, in milliseconds since the epoch
     */
    public record Origin(long revision, String author, long timeMs) {}
}
