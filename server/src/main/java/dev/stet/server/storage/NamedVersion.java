package dev.stet.server.storage;

/**
 * A revision that somebody gave a name to. Immutable.
 *
 * @param name its name, of which a document has one each
 * @param createdMs when it was named, in milliseconds since the epoch
 * @param author id of the user who named it
 */
public record NamedVersion(String name, long revision, long createdMs, String author) {}
