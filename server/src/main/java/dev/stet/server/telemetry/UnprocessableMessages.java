package dev.stet.server.telemetry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The newest messages that made no sense: a few, short ones, for a while. They are kept in memory only.
 *
 * <p>Threads: thread-safe.
 */
public final class UnprocessableMessages {
    /** How many are kept. */
    public static final int MAX_MESSAGES = 100;

    /** The longest shape that is kept of one, in characters. */
    public static final int MAX_SHAPE = 1024;

    /** For how long they are kept. */
    public static final Duration MAX_AGE = Duration.ofHours(1);

    private final InstantSource clock;
    private final Deque<UnprocessableMessage> newest = new ArrayDeque<>(); // guarded by this

    /** @param clock the time of day */
    public UnprocessableMessages(InstantSource clock) {
        this.clock = clock;
    }

    /** Keeps a message in the place of the oldest one. */
    public synchronized void keep(UnprocessableMessage message) {
        if (message.shape().length() > MAX_SHAPE) {
            throw new IllegalArgumentException(
                    "a shape is too long, length=" + message.shape().length());
        }
        newest.addLast(message);
        forget();
    }

    /** Returns those that are kept, the oldest first. */
    public synchronized List<UnprocessableMessage> messages() {
        forget();
        return List.copyOf(newest);
    }

    private void forget() {
        while (newest.size() > MAX_MESSAGES
                || (!newest.isEmpty() && newest.peekFirst().time().plus(MAX_AGE).isBefore(clock.instant()))) {
            newest.removeFirst();
        }
    }
}
