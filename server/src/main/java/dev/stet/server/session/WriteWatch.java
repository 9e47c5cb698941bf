package dev.stet.server.session;

import java.time.Duration;

/**
 * Whether the frame that is being sent makes no headway. It is looked at from time to time, so that sending costs nothing but a
 * count; what is found out is up to one interval late.
 *
 * <p>Threads: confined to whoever looks; what it looks at may be a moment old.
 */
final class WriteWatch {
    /** A client that reads less in a second than this is not reading. */
    private static final long SLOWEST_BYTES_PER_SECOND = 64 * 1024;

    private long frame;
    private long sinceMs;

    /**
     * Looks.
     *
     * @param current number of the frame that is being sent
     * @param bytes its length; 0 if none is being sent
     * @return whether it has been for longer than that, and a second more for each 64 KiB
     */
    boolean isStuck(long current, int bytes, long nowMs, Duration longest) {
        if (bytes == 0 || current != frame) {
            frame = current;
            sinceMs = nowMs;
            return false;
        }
        return nowMs - sinceMs > longest.toMillis() + bytes * 1000L / SLOWEST_BYTES_PER_SECOND;
    }
}
