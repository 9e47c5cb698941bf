/**
 * The server: {@code StetServer} wires the parts together, starts and stops them;
 * {@link dev.stet.server.ServerConfig}, {@link dev.stet.server.Limits}, {@link dev.stet.server.Timing},
 * {@link dev.stet.server.AuthSettings}, {@link dev.stet.server.OperatorSettings} are what can be set.
 *
 * <pre>
 *        ┌───▶ history ────┐
 *   transport ─▶ session ─▶ document ─▶ journal ─▶ storage
 *        └───▶ protocol ◀──┘
 * </pre>
 *
 * {@code transport} and {@code session} ask {@code auth} who somebody is and what they may do; it uses {@code storage}. What is done is told
 * to {@code telemetry}, which knows nobody; {@code health} watches whether it goes on. {@code protocol} and {@code document} have their JSON
 * read and written by {@code json}.
 *
 * Only {@code transport} knows Jetty; only {@code storage} knows a database. Threads: a server may be started and
 * stopped from any thread.
 */
package dev.stet.server;
