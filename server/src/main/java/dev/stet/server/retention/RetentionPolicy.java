package dev.stet.server.retention;

import java.time.Duration;

/**
 * What of a log stays as it was typed, and what becomes of the rest. Immutable.
 *
 * @param after entries younger than this stay
 * @param slice how long the slices of time are in which an author's older entries become one, at least a millisecond
 * @param keepEntries so many of the newest entries stay whatever their age: at least as many as a client may be behind,
 *     since nothing may be transformed over what is squashed
 */
public record RetentionPolicy(Duration after, Duration slice, int keepEntries) {
    public RetentionPolicy {
        if (after.isNegative() || slice.toMillis() < 1 || keepEntries < 1) {
            throw new IllegalArgumentException(
                    "a policy keeps at least one entry, and slices last a millisecond or more," + " after=" + after
                            + ", slice=" + slice + ", keepEntries=" + keepEntries);
        }
    }
}
