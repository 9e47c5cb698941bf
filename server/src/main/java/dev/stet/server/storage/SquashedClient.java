package dev.stet.server.storage;

/** A client with operations in the squashed part of a log, and the last of them. Immutable. */
public record SquashedClient(String client, LastSequence last) {}
