package dev.stet.server.storage;

/**
 * An entry as it stands in the store. Immutable.
 *
 * @param hash what was stored as the entry's hash; whether it fits is for the reader to find out
 */
public record StoredEntry(LogEntry entry, ChainHash hash) {}
