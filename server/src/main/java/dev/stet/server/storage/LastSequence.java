package dev.stet.server.storage;

/**
 * The last operation of a client in the squashed part of a log. Immutable.
 *
 * @param sequence the client's number for it; all its operations up to this number are in the squashed part
 * @param revision where it was
 */
public record LastSequence(long sequence, long revision) {}
