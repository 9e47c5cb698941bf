/**
 * Sockets: the only package that knows Jetty.
 *
 * <p>{@link dev.stet.server.transport.HttpServer} listens. {@code WebSocketUpgrade} lets clients in and makes each connection a
 * {@code WebSocketConnection}, which hands frames to a session and takes frames from it; {@code api} answers requests
 * about documents and about health, of which some are streams of {@code events}; {@code entrance} finds out who asks; the files of the browser editor come from the class path.
 *
 * <p>Used by {@code StetServer}; uses {@code session}, {@code auth}, {@code history}, {@code rendering} and {@code protocol}. Threads:
 * everything here is thread-safe; a WebSocket is asynchronous, a request has a virtual thread of its own ({@code OwnThread}).
 */
package dev.stet.server.transport;
