package dev.stet.server.maintenance;

/** How much was brought from one place to another. Immutable. */
public record Transferred(long documents, long entries, long snapshots, long versions) {}
