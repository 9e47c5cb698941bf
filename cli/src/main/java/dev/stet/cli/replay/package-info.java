/**
 * Types an editing trace into a running server, as its authors typed it, and checks what comes out.
 *
 * <p>{@link dev.stet.cli.replay.Trace} is what was recorded; {@link dev.stet.cli.replay.Replay} runs it, with an
 * {@code Author} (one thread, one connection) for each person; an {@code AuthorView} is the document as an author saw it,
 * which may be older than what their client has received.
 *
 * <p>Used by the commands; uses {@code dev.stet.client} and the text type. Threads: said on each class.
 */
package dev.stet.cli.replay;
