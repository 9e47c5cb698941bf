package dev.stet.server.storage;

/**
 * Who wrote an entry. Immutable.
 *
 * @param client id of the client program
 * @param author id of the user
 */
record Writer(String client, String author) {
    static Writer of(LogEntry entry) {
        return new Writer(entry.client(), entry.author());
    }
}
