package dev.stet.server.document;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * How long a document leaves its log to other nodes after it has stored something while they do too. Confined to the
 * document's mailbox.
 *
 * <p>The node that lost needs about the time of one read and one store to get in. So the pause is once to twice as long as
 * storing takes here. To another node it may take longer: therefore every fourth pause is twice as long, every sixteenth
 * four times, and so on up to {@value #MOST_DOUBLINGS} doublings; a node that needs eight times as long still gets in once
 * in some dozens of turns. That the pause is random keeps nodes from meeting again and again.
 */
final class Turns {
    private static final int MOST_DOUBLINGS = 4;
    private static final Duration FIRST_GUESS = Duration.ofMillis(1);
    /** Limits of what is believed of a clock that somebody may set. */
    private static final Duration SHORTEST = Duration.ofNanos(100_000);

    private static final Duration LONGEST = Duration.ofMillis(200);

    private final InstantSource clock;
    private final RandomGenerator random;
    private Instant began = Instant.EPOCH;
    private Duration typical = FIRST_GUESS;

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
        typical = typical.multipliedBy(7).plus(believed).dividedBy(8);
    }

    /** Returns how long to wait now. */
    Duration pause() {
        int doublings = 0;
        while (doublings < MOST_DOUBLINGS && random.nextInt(4) == 0) {
            doublings++;
        }
        return Duration.ofNanos((long) (typical.toNanos() * (1 + random.nextDouble())))
                .multipliedBy(1L << doublings);
    }
}
