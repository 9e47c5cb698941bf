package dev.stet.client;

/** A revision and the name that somebody gave it. Immutable. */
public record VersionName(String name, long revision) {}
