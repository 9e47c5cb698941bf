package dev.stet.server.transport;

/** Whether bytes are well-formed UTF-8 (RFC 3629): a text frame has to be (RFC 6455, section 8.1). */
final class Utf8 {
    private Utf8() {}

    static boolean isWellFormed(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            byte first = bytes[i];
            if (first >= 0) {
                i++;
                continue;
            }
            int more = first >= -62 && first < -32
                    ? 1
                    : first >= -32 && first < -16 ? 2 : first >= -16 && first < -11 ? 3 : 0;
            if (more == 0 || i + more >= bytes.length || !secondFits(first, bytes[i + 1])) {
                return false;
            }
            for (int k = 2; k <= more; k++) {
                if (!isContinuation(bytes[i + k])) {
                    return false;
                }
            }
            i += more + 1;
        }
        return true;
    }

    /** No overlong forms, no surrogates, nothing above U+10FFFF: all of that shows in the second byte. */
    private static boolean secondFits(byte first, byte second) {
        int s = second & 0xff;
        return isContinuation(second)
                && switch (first & 0xff) {
                    case 0xe0 -> s >= 0xa0;
                    case 0xed -> s < 0xa0;
                    case 0xf0 -> s >= 0x90;
                    case 0xf4 -> s < 0x90;
                    default -> true;
                };
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xc0) == 0x80;
    }
}
