/**
 * Group commit between documents and storage: see {@link dev.stet.server.journal.Journal}.
 *
 * <p>Used by {@code document}; uses {@code storage} and nothing else. Threads: a journal has one thread of its own, which
 * is never interrupted; what the storage can do at once is done on the caller's.
 */
package dev.stet.server.journal;
