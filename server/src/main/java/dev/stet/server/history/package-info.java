/**
 * A document's past, and changes made to it by somebody who has not opened it.
 *
 * <p>{@link dev.stet.server.history.Histories} finds documents; a {@link dev.stet.server.history.DocumentHistory} is what
 * the store knows of one: its content at any revision, {@linkplain dev.stet.server.history.Moment moment} or named version,
 * its log, who worked on it when, who wrote what, what changed. {@link dev.stet.server.history.DocumentEdits} creates, edits, restores, deletes:
 * every change of content becomes an operation and goes through the open document, so that whoever edits it receives it
 * like any other, and what they type meanwhile is merged.
 *
 * <pre>
 *   transport ─▶ DocumentEdits ─▶ Document.edit ─▶ the log ─▶ everybody who has it open
 *        └─────▶ DocumentHistory ─▶ storage
 * </pre>
 *
 * <p>Used by {@code transport}; uses {@code document}, {@code storage} and the engine. It knows no protocol and no HTTP.
 * Threads: everything here is thread-safe and blocks, so it is called from virtual threads, never from a document's
 * mailbox. {@link dev.stet.server.history.ReadPermits} keep readers of the past from taking the store away from those who
 * write.
 */
package dev.stet.server.history;
