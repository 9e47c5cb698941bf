package dev.stet.server.document;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * When a document leaves its log to other nodes after it has stored something, and for how long. Confined to the document's
 * mailbox.
 *
 * <p>The node that lost needs about the time of one read and one store to get in. So the first pause is once to twice as
 * long as storing takes here; to another node it may take longer: each pause that brings nothing is followed by one twice
 * as long, up to {@value #MOST_DOUBLINGS} doublings, and then by a short one again. That pauses are random keeps nodes from
 * meeting again and again.
 *
 * <p>Who always loses is never heard of. So whoever stores without a rest makes room once in {@value #STORES_TO_MAKE_ROOM}
 * times, in case somebody waits.
 */
final class Turns {
    private static final int MOST_DOUBLINGS = 4;
    private static final int STORES_TO_MAKE_ROOM = 128;

    private static final long FIRST_GUESS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** Limits of what is believed of a clock that somebody may set. */
    private static final Duration SHORTEST = Duration.ofNanos(100_000);

    private static final Duration LONGEST = Duration.ofMillis(200);

    private final InstantSource clock;
    private final RandomGenerator random;
    private Instant began = Instant.EPOCH;
    private long typicalNanos = FIRST_GUESS_NANOS;
    private int doublings;
    private int stores;

    Turns(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    void storing() {
        began = clock.instant();
    }

    void stored() {
        Duration took = Duration.between(began, clock.instant());
        Duration believed = took.compareTo(SHORTEST) < 0 ? SHORTEST : took.compareTo(LONGEST) > 0 ? LONGEST : took;
        typicalNanos = (7 * typicalNanos + believed.toNanos()) / 8;
    }

    /** Returns whether it is time to make room, without knowing for whom. */
    boolean shouldMakeRoom() {
        stores = (stores + 1) % STORES_TO_MAKE_ROOM;
        return stores == 0;
    }

    /** Somebody else got in. */
    void met() {
        doublings = 0;
        stores = 0;
    }

    /** Returns how long to wait now. */
    Duration pause() {
        Duration pause = Duration.ofNanos((long) (typicalNanos * (1 + random.nextDouble())))
                .multipliedBy(1L << doublings);
        doublings = (doublings + 1) % (MOST_DOUBLINGS + 1);
        return pause;
    }
}
