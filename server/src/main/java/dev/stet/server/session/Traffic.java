package dev.stet.server.session;

import dev.stet.server.limits.Allowance;
import dev.stet.server.limits.Quotas;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.ErrorCode;
import dev.stet.server.protocol.ServerMessage.Failure;
import java.time.InstantSource;

/**
 * What a session's user sends, held against what they may.
 *
 * <pre>
 *   message ── there is enough ──▶ taken in
 *      │
 *      └── there is not ──▶ rate_limited, retryAfterMs ──┬── silent until then ──▶ as before
 *                                                        └── another message ──▶ it waits, unread, until then: an offence.
 *                                                                                Too many in a minute: 4008
 * </pre>
 *
 * So whoever sends on is not heard any faster, and holds one message in memory. A message that was on its way already when the
 * client was told is not lost.
 *
 * <p>Threads: confined to the session's mailbox.
 */
final class Traffic {
    private final Quotas quotas;
    private final String user;
    private final InstantSource clock;
    private final Allowance messages;
    private final Allowance transformCost;
    /** Until when the client was told to wait; 0 if it was not. */
    private long waitUntilMs;

    Traffic(Quotas quotas, String user, InstantSource clock) {
        this.quotas = quotas;
        this.user = user;
        this.clock = clock;
        this.messages = quotas.messages().allowance(user);
        this.transformCost = quotas.transformCost().allowance(user);
    }

    /** Returns how much too early something comes, in milliseconds; 0 for in time. */
    long earlyMs() {
        if (waitUntilMs == 0) {
            return 0;
        }
        long early = waitUntilMs - clock.millis();
        if (early <= 0) {
            waitUntilMs = 0;
        }
        return Math.max(0, early);
    }

    /** Notes that something came too early. Returns whether that was once too often. */
    boolean offended() {
        return quotas.offended(user);
    }

    /** Counts a message. Returns how long the client has to wait before it sends another, in milliseconds; 0 if this one is taken. */
    long message() {
        long waitMs = messages.take(1);
        if (waitMs > 0) {
            waitUntilMs = clock.millis() + waitMs;
        }
        return waitMs;
    }

    /**
     * Counts the work of transforming an operation.
     *
     * @return how long it has to wait, in milliseconds; 0 if it may be transformed now
     */
    long transform(long entriesBehind, int bytes) {
        // further behind than this nothing is transformed, whatever the limits are
        return entriesBehind <= 0 ? 0 : transformCost.take(Math.min(entriesBehind, Integer.MAX_VALUE) * bytes);
    }

    /** Gives back what was taken in advance. */
    void close() {
        messages.giveBack();
        transformCost.giveBack();
    }

    /** Returns the answer to a message that is too many. */
    static Failure refusal(ClientMessage message, String why, long waitMs) {
        Failure failure =
                Failure.of(ErrorCode.RATE_LIMITED, why).re(message.id()).retryAfter(waitMs);
        return switch (message) {
            case ClientMessage.Open open -> failure.doc(open.doc());
            case ClientMessage.Close close -> failure.doc(close.doc());
            case ClientMessage.Submit submit -> failure.doc(submit.doc()).seq(submit.seq());
            case ClientMessage.UpdatePresence update -> failure.doc(update.doc());
            case ClientMessage.Renew renew -> failure;
            case ClientMessage.Ping ping -> failure;
        };
    }
}
