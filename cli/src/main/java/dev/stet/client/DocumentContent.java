package dev.stet.client;

/**
 * A document's content at a revision. Immutable.
 *
 * @param docType the short name of its type
 * @param content in the form that was asked for
 */
public record DocumentContent(long revision, String docType, String content) {}
