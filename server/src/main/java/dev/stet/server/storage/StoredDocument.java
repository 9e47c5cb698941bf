package dev.stet.server.storage;

/**
 * A document as the store knows it. Immutable.
 *
 * @param key the store's own number for it
 * @param id its name, as clients know it
 * @param docType the short name of its type
 */
public record StoredDocument(long key, String id, String docType) {}
