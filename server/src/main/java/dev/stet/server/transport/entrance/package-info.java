/**
 * Who a request comes from, and whether it may come at all.
 *
 * <p>{@link dev.stet.server.transport.entrance.Entrance} looks at a request's origin and at what it shows, in the handshake of
 * a WebSocket as for the API; {@link dev.stet.server.transport.entrance.RefusedException} is its no.
 *
 * <p>Used by {@code transport} and {@code transport.api}; uses {@code auth}. Threads: thread-safe.
 */
package dev.stet.server.transport.entrance;
