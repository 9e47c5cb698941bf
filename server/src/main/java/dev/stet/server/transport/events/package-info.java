/**
 * Streams of Server-Sent Events: what a WebSocket connection is to a session, for whoever cannot have one.
 *
 * <p>An {@link dev.stet.server.transport.events.EventStream} is a {@link dev.stet.server.session.Connection} for one document: what the
 * session sends goes down as events, and the session hears one message only, the one that opens the document. What the
 * client has to say later comes as requests of its own, to whichever server they reach.
 *
 * <p>Used by {@code transport.api}; uses {@code session} and {@code protocol}. Threads: everything here is thread-safe and nothing
 * blocks; a stream has no thread.
 */
package dev.stet.server.transport.events;
