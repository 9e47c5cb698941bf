/**
 * Keeps logs from growing for ever: {@link dev.stet.server.retention.Squashing} makes few entries of the old ones of a
 * document, {@link dev.stet.server.retention.Retention} goes over all documents now and then.
 *
 * <p>Used by the server and by the command line; uses {@code storage}, the encoding of entries in {@code document}, and the
 * engine. Knows no open document: what it changes is older than everything that is still worked on. Threads: blocks, so it
 * has threads of its own, which are never interrupted.
 */
package dev.stet.server.retention;
