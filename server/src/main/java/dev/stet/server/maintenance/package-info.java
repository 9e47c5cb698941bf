/**
 * What is done to a store as a whole: looking for damage, moving it aside, copying to another store, backing up.
 *
 * <p>{@link dev.stet.server.maintenance.LogVerifier} replays every log and says what is wrong;
 * {@link dev.stet.server.maintenance.Repair} moves that aside. {@link dev.stet.server.maintenance.Transfer} brings documents
 * from one place to another, where a place is a store or a {@linkplain dev.stet.server.maintenance.Archive backup
 * archive}:
 *
 * <pre>
 *   store ──▶ StoreSource  ─┐                 ┌─▶ StoreSink     ──▶ store
 *                           ├─▶ ChainChecked ─┤
 *   file  ──▶ ArchiveReader ┘                 └─▶ ArchiveWriter ──▶ file
 * </pre>
 *
 * <p>Everything is read and written by pages: memory is bounded by the largest document's content, never by a log.
 *
 * <p>Used by the command line and by {@code transport} (a backup of a running server); uses {@code document} for the types
 * and {@code storage}. Knows no SQL, no session and no protocol. Threads: each class says; calls block on I/O.
 */
package dev.stet.server.maintenance;
