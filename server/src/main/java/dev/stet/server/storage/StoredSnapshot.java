package dev.stet.server.storage;

/**
 * A document's content at a revision. Immutable.
 *
 * @param revision number of operations applied, 0 or more
 * @param content the content, encoded as UTF-8 JSON in the format of the document's type
 */
public record StoredSnapshot(long revision, Bytes content) {}
