package dev.stet.server.storage;

/**
 * A row of the operation logs, as it is inserted. Immutable.
 *
 * @param document the store's number of the document
 * @param stored the entry, with its hash
 * @param writer the number of who wrote it
 */
record OperationRow(long document, StoredEntry stored, int writer) {
    LogEntry entry() {
        return stored.entry();
    }
}
