package dev.stet.server.history;

import java.util.List;

/**
 * A document's past as it is seen from afar. Immutable.
 *
 * @param from the first revision that was looked at
 * @param to the last one; {@code from - 1} if there was none
 * @param sittings without a gap, in order
 */
public record Timeline(long from, long to, List<Sitting> sittings) {
    public Timeline {
        sittings = List.copyOf(sittings);
    }

    /**
     * How it is looked at. Immutable.
     *
     * @param pauseMs after so long without an operation the next one begins another sitting
     * @param most at most so many sittings, from 2 on: if there were more, those with the shortest breaks between them are one
     */
    public record View(long pauseMs, int most) {}
}
