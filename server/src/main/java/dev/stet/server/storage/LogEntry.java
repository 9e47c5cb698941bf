package dev.stet.server.storage;

/**
 * One operation in a document's log. Immutable.
 *
 * @param revision the document's revision after this operation, from 1
 * @param client id of the client program that submitted it
 * @param sequence the client's number for it, from 1; {@code (client, sequence)} names the operation for ever
 * @param author id of the user who made it, which others may see
 * @param timeMs when the server accepted it, in milliseconds since the epoch
 * @param operation the operation as it was applied, encoded as UTF-8 JSON in the format of the document's type
 */
public record LogEntry(long revision, String client, long sequence, String author, long timeMs, Bytes operation) {}
