/**
 * A write-ahead log: records that are on disk when they have been appended, and that whoever opens the log after a crash
 * is given again.
 *
 * <pre>
 *             append                        release
 *               │                              │
 *   segment 7   ▼                  segment 5   ▼
 *  ┌────────┬──────┬──────┬─────┐ ┌────────┬─────────────┐
 *  │ header │ 4711 │ 4712 │ 0 0 │ │ header │ … 4102 4103 │ deleted when 4103 is released
 *  └────────┴──────┴──────┴─────┘ └────────┴─────────────┘
 *  {@link dev.stet.server.storage.wal.SegmentHeader}  {@link dev.stet.server.storage.wal.RecordFormat}
 * </pre>
 *
 * <p>{@link dev.stet.server.storage.wal.WriteAheadLog} is the log; {@link dev.stet.server.storage.wal.LogFiles} is what it
 * asks of the disk, {@link dev.stet.server.storage.wal.LogFolder} a disk; {@link dev.stet.server.storage.wal.Recovery}
 * reads what a crash has left and tells a torn tail from damage.
 *
 * <p>Used by {@code storage}, which says what the records mean. Knows no document, no database, nothing but the JDK.
 * Threads: the log is thread-safe; no call is broken off by an interrupt.
 */
package dev.stet.server.storage.wal;
