/**
 * Whether the server works, for whoever has to decide to restart it or to send it no more clients.
 *
 * <p>{@link dev.stet.server.health.Liveness} watches whether its parts make progress; {@link
 * dev.stet.server.health.Readiness} whether it can do its work. {@link dev.stet.server.health.Health} is both, as {@code transport}
 * asks for them.
 *
 * <p>Used by {@code transport} and {@code StetServer}; knows nobody. Threads: thread-safe.
 */
package dev.stet.server.health;
