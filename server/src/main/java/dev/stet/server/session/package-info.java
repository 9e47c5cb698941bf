/**
 * What a connection is used for: a session.
 *
 * <p>A {@link dev.stet.server.session.Session} takes messages in one at a time and answers them. For each document it has
 * open it is a cursor into the log ({@code OpenDocument}): whenever the {@link dev.stet.server.session.Connection} can take a
 * frame, the session sends what lies between the cursor and the durable revision. It keeps no queue of operations, so a
 * connection that does not read costs a few numbers. {@link dev.stet.server.session.SessionRegistry} knows all sessions.
 *
 * <p>Used by {@code transport}; uses {@code document}, {@code auth} and {@code protocol}. It knows no socket. Threads: a session is
 * confined to its mailbox; its public methods may be called from any thread and never block.
 */
package dev.stet.server.session;
