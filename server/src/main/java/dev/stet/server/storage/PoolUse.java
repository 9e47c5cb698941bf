package dev.stet.server.storage;

/**
 * How much of a store's connections to its database is in use, at one moment. Immutable.
 *
 * @param active connections that somebody works on
 * @param idle connections that nobody works on
 * @param waiting threads that wait for a connection
 * @param max how many connections there may be
 */
public record PoolUse(int active, int idle, int waiting, int max) {}
