/**
 * Reading and revising a document's past: functions over the entries of its log.
 *
 * <p>A {@link dev.stet.ot.history.History} is a stretch of a log: a snapshot and the entries after it. From it come
 *
 * <ul>
 *   <li>{@link dev.stet.ot.history.Authorship}: who wrote what of the document, and at which revision;
 *   <li>{@link dev.stet.ot.history.Difference}: what changed between two revisions, and by whom;
 *   <li>{@link dev.stet.ot.history.Revert}: the operation that undoes entries chosen from the log, and leaves the others'
 *       effect;
 *   <li>{@link dev.stet.ot.history.Squash}: the same past in fewer entries.
 * </ul>
 *
 * <p>Of {@code dev.stet.ot.sync} it uses {@link dev.stet.ot.sync.Entry} and {@link dev.stet.ot.sync.OperationId}, and it
 * works for every {@linkplain dev.stet.ot.OperationType type}; no type knows it.
 *
 * <p>Threads: everything here is immutable or a pure function. Nothing knows a clock: times are those of the entries.
 */
package dev.stet.ot.history;
