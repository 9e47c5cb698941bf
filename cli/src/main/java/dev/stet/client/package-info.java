/**
 * A client for Stet servers, in Java: edits documents together with others, over a WebSocket.
 *
 * <p>{@link dev.stet.client.StetClient} is a program's link to a server, which comes back by itself when it is lost;
 * {@link dev.stet.client.ClientDocument} is one document opened through it, {@link dev.stet.client.DocumentListener} hears
 * what happens to it; {@link dev.stet.client.ClientRuntime} holds the threads that any number of clients share.
 *
 * <pre>
 *   your threads ── edit, status ──▶ ClientDocument ──▶ SyncClient (of the engine)
 *                                         │  ▲
 *                                         ▼  │  messages
 *                                     StetClient ──▶ Connection ──▶ WebSocket
 * </pre>
 *
 * <p>Threads: each client has a thread of its own, on which its documents live and listeners are called; it is a queue
 * that virtual threads work off, so that thousands of clients cost little. Public methods may be called from anywhere.
 *
 * <p>Uses {@code dev.stet.ot} and the message types of {@code dev.stet.server.protocol}, nothing else of the server.
 */
package dev.stet.client;
