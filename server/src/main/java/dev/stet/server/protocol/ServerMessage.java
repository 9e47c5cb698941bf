package dev.stet.server.protocol;

import dev.stet.ot.Selection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the server says. The fields are explained in {@code PROTOCOL.md}. */
public sealed interface ServerMessage {

    /** {@code session:welcome} */
    record Welcome(
            String session,
            String client,
            String user,
            long heartbeatMs,
            AdvertisedLimits limits,
            OptionalLong expiresInMs)
            implements ServerMessage {

        /** Makes one for a session that does not expire. */
        public Welcome(String session, String client, String user, long heartbeatMs, AdvertisedLimits limits) {
            this(session, client, user, heartbeatMs, limits, OptionalLong.empty());
        }
    }

    /** {@code doc:opened}; without a snapshot the client goes on from {@code revision}. */
    record Opened(
            Optional<String> re,
            String doc,
            String docType,
            String store,
            long revision,
            Optional<Json> snapshot,
            Optional<InFlight> inFlight,
            String role,
            String participant,
            List<Participant> participants)
            implements ServerMessage {}

    /** {@code doc:closed} */
    record Closed(Optional<String> re, String doc, CloseReason reason) implements ServerMessage {}

    /** {@code op:ack} */
    record Ack(String doc, long seq, long revision) implements ServerMessage {}

    /** {@code op:applied} */
    record Applied(String doc, long revision, List<AppliedOperation> operations) implements ServerMessage {}

    /** {@code presence:changed} */
    record PresenceChanged(String doc, long revision, List<Participant> participants, List<String> left)
            implements ServerMessage {}

    /** {@code pong} */
    record Pong(Optional<String> re) implements ServerMessage {}

    /** {@code doc:role} */
    record RoleChanged(String doc, String role) implements ServerMessage {}

    /** {@code session:expiring} */
    record Expiring(long expiresInMs) implements ServerMessage {}

    /**
     * {@code session:renewed}
     *
     * @param expiresAt in the form of ISO 8601, by the server's clock; absent together with the other if never
     */
    record Renewed(Optional<String> re, Optional<String> expiresAt, OptionalLong expiresInMs)
            implements ServerMessage {}

    /** {@code session:expired} */
    record Expired(List<Unacknowledged> unacknowledged) implements ServerMessage {}

    /** {@code session:draining} */
    record Draining(long retryAfterMs) implements ServerMessage {}

    /** {@code error} */
    record Failure(
            ErrorCode code,
            String message,
            Optional<String> re,
            Optional<String> doc,
            OptionalLong seq,
            Optional<String> rule,
            OptionalInt component,
            OptionalLong retryAfterMs)
            implements ServerMessage {

        /** Makes an error that says nothing but its code and why. */
        public static Failure of(ErrorCode code, String message) {
            return new Failure(
                    code,
                    message,
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    OptionalLong.empty());
        }

        /** Returns this error as the answer to a message. */
        public Failure re(Optional<String> id) {
            return new Failure(code, message, id, doc, seq, rule, component, retryAfterMs);
        }

        /** Returns this error as one about a document. */
        public Failure doc(String about) {
            return new Failure(code, message, re, Optional.of(about), seq, rule, component, retryAfterMs);
        }

        /** Returns this error as one about an operation. */
        public Failure seq(long about) {
            return new Failure(code, message, re, doc, OptionalLong.of(about), rule, component, retryAfterMs);
        }

        /** Returns this error with the rule that an operation broke, and in which component; -1 for none. */
        public Failure rule(String broken, int index) {
            OptionalInt where = index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
            return new Failure(code, message, re, doc, seq, Optional.of(broken), where, retryAfterMs);
        }

        /** Returns this error with the time after which to try again. */
        public Failure retryAfter(long ms) {
            return new Failure(code, message, re, doc, seq, rule, component, OptionalLong.of(ms));
        }
    }

    /** The limits that a client has to know, as the welcome tells them. */
    record AdvertisedLimits(
            int maxFrameBytes,
            int maxOperationBytes,
            long maxDocumentSize,
            int maxOpenDocuments,
            int maxStateBytes,
            AdvertisedRates rates) {

        /** Limits without rates. */
        public AdvertisedLimits(
                int maxFrameBytes,
                int maxOperationBytes,
                long maxDocumentSize,
                int maxOpenDocuments,
                int maxStateBytes) {
            this(
                    maxFrameBytes,
                    maxOperationBytes,
                    maxDocumentSize,
                    maxOpenDocuments,
                    maxStateBytes,
                    AdvertisedRates.NONE);
        }
    }

    /**
     * How much there is in a second; 0 for no limit, and then it is not told.
     *
     * @param savedUpMs for how long what is not used is saved up
     * @param maxMessagesPerSecond of a user
     * @param maxBytesPerSecond of a user
     * @param maxTransformPerSecond of a user: entries an operation is behind times its bytes
     * @param maxOperationsPerSecond of a document
     * @param maxConnections of a user, at the same time
     */
    record AdvertisedRates(
            long savedUpMs,
            long maxMessagesPerSecond,
            long maxBytesPerSecond,
            long maxTransformPerSecond,
            long maxOperationsPerSecond,
            long maxConnections) {
        /** No limits. */
        public static final AdvertisedRates NONE = new AdvertisedRates(0, 0, 0, 0, 0, 0);
    }

    /**
     * What became of the operation in flight.
     *
     * @param revision where it is in the log; absent if it is not in the log
     */
    record InFlight(long seq, OptionalLong revision) {}

    /** An operation that was sent and not acknowledged. */
    record Unacknowledged(String doc, long seq) {}

    /**
     * An operation that is news to the client.
     *
     * @param seq its number, if it is the client's own
     */
    record AppliedOperation(Json op, String author, OptionalLong seq) {
        /** An operation of another client. */
        public AppliedOperation(Json op, String author) {
            this(op, author, OptionalLong.empty());
        }
    }

    /** Somebody who has the document open. */
    record Participant(String participant, String user, Optional<Selection> selection, Optional<Json> state) {}

    /** Why a document was closed. */
    enum CloseReason {
        /** The client asked for it. */
        REQUESTED,
        /** The client fell too far behind: it opens the document again with {@code since}. */
        RESUME,
        /** The document was deleted. */
        DELETED,
        /** The user may not read it any more. */
        FORBIDDEN
    }
}
