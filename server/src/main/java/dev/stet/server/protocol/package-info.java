/**
 * The messages of the Stet protocol, as values, and their encodings. {@code PROTOCOL.md} is the specification.
 *
 * <p>{@link dev.stet.server.protocol.ClientMessage} and {@link dev.stet.server.protocol.ServerMessage} are what is said,
 * {@link dev.stet.server.protocol.MessageCodec} is how it looks in a frame, {@link dev.stet.server.protocol.ErrorCode}
 * and {@link dev.stet.server.protocol.CloseCode} are the stable names for what goes wrong.
 *
 * <p>Used by {@code session}, {@code transport} and by clients; uses only {@code dev.stet.ot}. Threads: everything here is
 * immutable.
 */
package dev.stet.server.protocol;
