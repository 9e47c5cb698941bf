/**
 * Open documents.
 *
 * <p>{@link dev.stet.server.document.DocumentRegistry} opens a document when somebody wants it and puts it away when nobody
 * does. {@link dev.stet.server.document.Document} is one open document: a
 * {@link dev.stet.ot.sync.DocumentAuthority} in a {@link dev.stet.server.document.Mailbox}, with a journal below and readers
 * above. What readers may see is a {@link dev.stet.server.document.Published}: the durable revision, the newest log
 * entries, who is here. Readers look at it whenever they are ready, so a slow one costs nobody anything.
 *
 * <p>On a store that other nodes write too, {@link dev.stet.server.document.HeadPoll} looks what they have added, and
 * {@link dev.stet.server.document.CatchUp} makes those who join wait for it; {@link dev.stet.server.document.Turns} says how
 * nodes take turns.
 *
 * <p>Used by {@code session}; uses {@code journal}, {@code storage} and the engine. It knows no socket, no thread, no clock
 * and no protocol: those come in from outside, so that documents are simulated in one thread. Threads: a document is
 * confined to its mailbox; its public methods may be called from any thread and never block.
 */
package dev.stet.server.document;
