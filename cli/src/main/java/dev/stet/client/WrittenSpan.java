package dev.stet.client;

import java.time.Instant;

/**
 * Who wrote a part of a document. Immutable.
 *
 * @param from where it begins, in units of the document's type
 * @param to where it ends
 * @param revision the operation that wrote it
 */
public record WrittenSpan(long from, long to, String author, long revision, Instant time) {}
