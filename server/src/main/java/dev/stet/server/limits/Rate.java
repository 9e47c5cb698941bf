package dev.stet.server.limits;

import java.time.Duration;

/**
 * How much of something there is. Immutable.
 *
 * @param perSecond how much is added in a second; 0 for as much as one likes
 * @param burst how much is saved up at the most, and is there at the beginning; at least 1 if there is a limit
 */
public record Rate(long perSecond, long burst) {
    /** As much as one likes. */
    public static final Rate UNLIMITED = new Rate(0, 0);

    /** More is not told apart from no limit: a token each nanosecond. */
    private static final long MOST_PER_SECOND = 1_000_000_000L;

    /** Checks the range. */
    public Rate {
        if (perSecond < 0 || perSecond > MOST_PER_SECOND || (perSecond > 0 && burst < 1)) {
            throw new IllegalArgumentException("no rate, perSecond=" + perSecond + " burst=" + burst);
        }
    }

    /** Returns a rate of which may be saved up what comes in so long a time. */
    public static Rate perSecond(long perSecond, Duration savedUp) {
        return perSecond == 0
                ? UNLIMITED
                : new Rate(perSecond, Math.max(1, Math.multiplyExact(perSecond, savedUp.toMillis()) / 1000));
    }

    /** Returns whether there is a limit at all. */
    public boolean isLimited() {
        return perSecond > 0;
    }
}
