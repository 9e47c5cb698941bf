package dev.stet.server.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What went wrong, in a word that does not change. {@code PROTOCOL.md} lists them for clients. */
public enum ErrorCode {
    /** The frame is not JSON, or not CBOR if that is spoken. The client's fault; give up on the message. */
    BAD_JSON(false),
    /** A field is missing, of the wrong type, or out of range. The client's fault. */
    BAD_MESSAGE(false),
    /** There is no such type of message. */
    UNKNOWN_MESSAGE(false),
    /** What was shown does not say who the user is, or says that it is somebody else. */
    UNAUTHENTICATED(false),
    /** It cannot be found out now who the user is. */
    IDENTITY_UNAVAILABLE(true),
    /** The user may not do this. */
    FORBIDDEN(false),
    /** The document does not exist, and was not to be created. */
    DOC_NOT_FOUND(false),
    /** The document was deleted. */
    DOC_DELETED(false),
    /** There is no such type of document. */
    UNKNOWN_DOC_TYPE(false),
    /** The document exists with another type. */
    DOC_TYPE_MISMATCH(false),
    /** The session has the document open already. */
    DOC_ALREADY_OPEN(false),
    /** The session has not opened the document. */
    DOC_NOT_OPEN(false),
    /** The session has as many documents open as it may. */
    TOO_MANY_DOCUMENTS(false),
    /** The operation is malformed or does not fit the document. Take it back. */
    INVALID_OPERATION(false),
    /** The revision lies in the future. */
    REVISION_AHEAD(false),
    /** The operation's revision is too old to transform from. Catch up, then send again. */
    BASE_TOO_OLD(true),
    /** An earlier operation of the session on the document is not acknowledged yet. */
    OPERATION_IN_FLIGHT(true),
    /** The operation is too long. */
    OPERATION_TOO_LARGE(false),
    /** The document would become too large. */
    DOCUMENT_TOO_LARGE(false),
    /** The selection lies outside the document. */
    INVALID_SELECTION(false),
    /** The presence state is too long. */
    STATE_TOO_LARGE(false),
    /** The document cannot be read now. */
    DOCUMENT_UNAVAILABLE(true),
    /** Storage does not take writes now. */
    STORAGE_UNAVAILABLE(true),
    /** More work is waiting than is taken. */
    OVERLOADED(true),
    /** The user has used up what they may in this time. Send it again after the time that comes along. */
    RATE_LIMITED(true),
    /** The server shuts down. */
    DRAINING(true),
    /** A fault of the server. */
    INTERNAL(false);

    private static final Map<String, ErrorCode> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ErrorCode::wireName, Function.identity()));

    private final boolean retryable;
    private final String wireName = name().toLowerCase(Locale.ROOT);

    ErrorCode(boolean retryable) {
        this.retryable = retryable;
    }

    /** Returns whether the same message may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** Returns the name on the wire: {@code doc_not_found}. */
    public String wireName() {
        return wireName;
    }

    /** Finds a code by its name on the wire. */
    public static Optional<ErrorCode> ofWireName(String name) {
        return Optional.ofNullable(BY_WIRE_NAME.get(name));
    }
}
