package dev.stet.ot.sync;

/**
 * An operation that was sent and is not acknowledged. While it is in flight it is transformed, but never composed with
 * anything. Immutable.
 *
 * @param sequence the client's number for it, from 1
 * @param operation valid for the document at the client's revision
 */
public record InFlight<O>(long sequence, O operation) {}
