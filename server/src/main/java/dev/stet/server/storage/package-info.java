/**
 * Where documents are kept.
 *
 * <p>{@link dev.stet.server.storage.Storage} is the port; {@link dev.stet.server.storage.LogEntry},
 * {@link dev.stet.server.storage.StoredSnapshot} and {@link dev.stet.server.storage.StoredDocument} are what goes
 * through it, with operations and snapshots as encoded bytes. {@code StoreLocation} is where a store is, and opens it:
 * {@code H2Storage} in a folder, an H2 database ({@code H2Tables}) behind a write-ahead log ({@code WriteAheadStorage},
 * with the files in {@code wal}), or {@code PostgresStorage} in a PostgreSQL database. What both databases share is
 * {@code JdbiStorage}; {@code Database} is what differs.
 *
 * <p>{@link dev.stet.server.storage.AccessStorage} is a port of its own for who may do what with which document.
 *
 * <p>Used by {@code auth}, {@code journal} (appending) and {@code document} (reading, snapshots). Knows no operation type, no session
 * and no protocol. Threads: everything here is thread-safe or immutable; calls block on I/O.
 */
package dev.stet.server.storage;
