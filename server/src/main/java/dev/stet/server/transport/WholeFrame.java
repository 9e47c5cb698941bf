package dev.stet.server.transport;

import java.nio.ByteBuffer;

/**
 * A message as one frame of a server, which is not masked (RFC 6455, section 5.2).
 *
 * <pre>
 *    0 1 2 3 4 5 6 7   0 1 2 3 4 5 6 7
 *   ┌─┬─┬─┬─┬───────┐ ┌─┬─────────────┐ ┌──────────────────────┐ ┌─────────┐
 *   │F│R│ │ │ opcode│ │0│ length, or: │ │ 126: length, 2 bytes │ │ payload │
 *   │I│S│0│0│       │ │ │ 126 or 127  │ │ 127: length, 8 bytes │ │         │
 *   │N│V│ │ │       │ │ │             │ │                      │ │         │
 *   └─┴─┴─┴─┴───────┘ └─┴─────────────┘ └──────────────────────┘ └─────────┘
 * </pre>
 */
final class WholeFrame {
    private static final int FIN = 0x80;
    private static final int DEFLATED = 0x40;
    private static final int MAX_LENGTH_IN_7_BITS = 125;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;
    private static final int MAX_LENGTH_IN_16_BITS = 0xffff;

    private WholeFrame() {}

    static byte[] of(byte opCode, boolean deflated, byte[] payload) {
        int length = payload.length;
        int lengthBytes =
                length <= MAX_LENGTH_IN_7_BITS ? 0 : length <= MAX_LENGTH_IN_16_BITS ? Short.BYTES : Long.BYTES;
        ByteBuffer frame = ByteBuffer.allocate(2 + lengthBytes + length);
        frame.put((byte) (FIN | (deflated ? DEFLATED : 0) | opCode));
        switch (lengthBytes) {
            case 0 -> frame.put((byte) length);
            case Short.BYTES -> frame.put((byte) LENGTH_IN_16_BITS).putShort((short) length);
            default -> frame.put((byte) LENGTH_IN_64_BITS).putLong(length);
        }
        return frame.put(payload).array();
    }
}
