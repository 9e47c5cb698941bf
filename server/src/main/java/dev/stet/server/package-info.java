/**
 * The server: {@code StetServer} wires the parts together, starts and stops them;
 * {@link dev.stet.server.ServerConfig}, {@link dev.stet.server.Limits} and {@link dev.stet.server.Timing} are what can be
 * set.
 *
 * <pre>
 *        ┌───▶ history ────┐
 *   transport ─▶ session ─▶ document ─▶ journal ─▶ storage
 *        └───▶ protocol ◀──┘
 * </pre>
 *
 * Only {@code transport} knows Jetty; only {@code storage} knows a database. Threads: a server may be started and
 * stopped from any thread.
 */
package dev.stet.server;
