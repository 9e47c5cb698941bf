package dev.stet.server.session;

import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.telemetry.Telemetry;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The operation of its own that a client has in flight, and the one that it waits for an acknowledgement of. That is the same one, but for
 * a client that has come back, which waits for one that is on its way from before.
 *
 * <pre>
 *                     submitted             acknowledged, or refused for good
 *   in flight   0 ───────────────▶ seq ─────────────────────────────────────────▶ 0
 *   awaited     0 ─submitted, named when opened─▶ seq ─the same, but not refused to be sent again─▶ 0
 * </pre>
 *
 * <p>Threads: confined to the session's mailbox, but for {@link #taken}.
 */
final class OwnOperation {
    /** Sequence of the operation that was submitted and is neither acknowledged nor refused; 0 if there is none. */
    private long inFlight;
    /**
     * Sequence of the operation that the client has, and expects an acknowledgement for: submitted here, or named when
     * the document was opened, and not refused for good. 0 if there is none. Any other entry of the client, such as a
     * copy sent before it lost its state, or what it submitted elsewhere, may be news to it and goes out with its number.
     */
    private long awaited;
    /** Id of the message that brought the operation in flight. */
    private Optional<String> messageId = Optional.empty();
    /** When it was received, and when the document began and ended being at it. */
    private long receivedNanos;

    private long takenNanos;
    private long transformedNanos;

    /** Returns its sequence; 0 if there is none. */
    long inFlight() {
        return inFlight;
    }

    OptionalLong awaited() {
        return awaited == 0 ? OptionalLong.empty() : OptionalLong.of(awaited);
    }

    /** Takes note of what the client waits for as it opens the document; 0 for nothing. */
    void opened(long sequence) {
        awaited = sequence;
    }

    /** @param atNanos when the message was received */
    void submitted(ClientMessage.Submit submit, long atNanos) {
        receivedNanos = atNanos;
        inFlight = submit.seq();
        awaited = submit.seq();
        messageId = submit.id();
    }

    /** Takes note of when the document was at it. Called from the document's mailbox, before the document publishes it. */
    void taken(long fromNanos, long toNanos) {
        takenNanos = fromNanos;
        transformedNanos = toNanos;
    }

    /** Returns whether an entry of the client's is the one that it waits for. */
    boolean isAwaited(LogEntry entry) {
        return entry.sequence() == awaited;
    }

    /** Takes note that an entry that was awaited is durable and goes out. */
    void acknowledged(LogEntry entry, long durableNanos, Telemetry telemetry) {
        if (inFlight == entry.sequence() && wentOnce(durableNanos)) {
            telemetry
                    .operations()
                    .acknowledged(receivedNanos, takenNanos, transformedNanos, durableNanos, telemetry.now());
        }
        settled(entry.sequence());
        awaited = 0;
    }

    /**
     * Returns whether the times are those of one way. One that was sent again while it was on its way was received the second time after
     * the document was at it, or is durable before the document is at it again. Only of such a one the times may change meanwhile.
     */
    private boolean wentOnce(long durableNanos) {
        return takenNanos - receivedNanos >= 0
                && transformedNanos - takenNanos >= 0
                && durableNanos - transformedNanos >= 0;
    }

    /** Takes note that it is not under way any more. */
    void settled(long sequence) {
        if (inFlight == sequence) {
            inFlight = 0;
        }
    }

    /**
     * Takes note that it was refused.
     *
     * @param forGood whether it will not be sent again
     * @return id of the message that brought it, if it was this one that was in flight
     */
    Optional<String> refused(long sequence, boolean forGood) {
        Optional<String> message = inFlight == sequence ? messageId : Optional.empty();
        settled(sequence);
        if (awaited == sequence && forGood) {
            awaited = 0;
        }
        return message;
    }
}
