package dev.stet.client;

import java.time.Instant;
import java.util.Optional;

/**
 * A document as a list has it. Immutable.
 *
 * @param docType the short name of its type
 * @param deleted when it was deleted, if it is
 */
public record DocumentSummary(String id, String docType, long revision, Instant created, Optional<Instant> deleted) {}
