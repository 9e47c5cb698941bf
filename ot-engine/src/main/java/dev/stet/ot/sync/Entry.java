package dev.stet.ot.sync;

/**
 * One operation in a document's log, in the form it was applied in. Immutable.
 *
 * @param revision the document's revision after it, from 1
 * @param id the operation's name
 * @param author id of the user who made it
 * @param timeMs when the authority accepted it, in milliseconds since the epoch; never earlier than that of the entry
 *     before
 */
public record Entry<O>(long revision, OperationId id, String author, long timeMs, O operation) {}
