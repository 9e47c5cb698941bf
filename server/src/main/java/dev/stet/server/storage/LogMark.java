package dev.stet.server.storage;

/**
 * That somebody did something, without what it was: an entry of a document's log as it is seen from afar. Immutable.
 *
 * @param revision the document's revision after it, from 1
 * @param author id of the user who made it
 * @param timeMs when the server accepted it, in milliseconds since the epoch
 */
public record LogMark(long revision, String author, long timeMs) {}
