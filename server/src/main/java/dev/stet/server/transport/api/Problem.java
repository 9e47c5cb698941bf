package dev.stet.server.transport.api;

import java.util.Locale;

/** What can be wrong with a request, or keep it from being answered: a code for programs, and a status. */
enum Problem {
    /** The body is not JSON. */
    BAD_JSON(400, false),
    /** A parameter, a header or a field is missing, or of the wrong type, or out of range. */
    BAD_MESSAGE(400, false),
    /** Nothing that was shown says who the user is. */
    UNAUTHENTICATED(401, false),
    /** The user may not do this, or may not know whether there is such a document. */
    FORBIDDEN(403, false),
    /** The page that asks comes from where it may not come from. */
    ORIGIN_NOT_ALLOWED(403, false),
    /** There is nothing at this address. */
    NOT_FOUND(404, false),
    /** There is no such document. */
    DOC_NOT_FOUND(404, false),
    /** The document has no such revision yet. */
    NO_SUCH_REVISION(404, false),
    /** The document has no version of this name. */
    NO_SUCH_VERSION(404, false),
    /** The address does not take this method. */
    METHOD_NOT_ALLOWED(405, false),
    /** The document cannot be had in any media type of {@code Accept}. */
    NOT_ACCEPTABLE(406, false),
    /** The document has no share link of this id. */
    NO_SUCH_SHARE(404, false),
    /** There are no accounts here, so nobody can be told from anybody. */
    NO_ACCOUNTS(409, false),
    /** This cannot be changed while the server runs. */
    NOT_CHANGEABLE(409, false),
    /** The body comes too slowly. */
    BODY_TOO_SLOW(408, false),
    /** There is a document of this name, perhaps a deleted one. */
    DOC_EXISTS(409, false),
    /** Another revision has this name. */
    VERSION_EXISTS(409, false),
    /** The operation's revision lies in the future. */
    REVISION_AHEAD(409, false),
    /** The operation's revision is too old to transform from: read the document, and make the change again. */
    BASE_TOO_OLD(409, true),
    /** The document is deleted. */
    DOC_DELETED(410, false),
    /** The revision was squashed with others. */
    REVISION_SQUASHED(410, false),
    /** What {@code If-Match} or {@code If-None-Match} asks for is not so. */
    PRECONDITION_FAILED(412, false),
    /** The body is longer than is taken. */
    BODY_TOO_LARGE(413, false),
    /** The operation is longer than is taken. */
    OPERATION_TOO_LARGE(413, false),
    /** The document would become too large. */
    DOCUMENT_TOO_LARGE(413, false),
    /** A document of this type cannot be written in this media type. */
    UNSUPPORTED_MEDIA_TYPE(415, false),
    /** The operation, or the content, is malformed or does not fit the document. */
    INVALID_OPERATION(422, false),
    /** There is no such type of document. */
    UNKNOWN_DOC_TYPE(422, false),
    /** More of the log would have to be looked at than is taken at once. */
    HISTORY_TOO_LONG(422, false),
    /** A whole content needs to say which revision it was made from. */
    PRECONDITION_REQUIRED(428, false),
    /** The user, or the address, has used up what they may in this time. */
    RATE_LIMITED(429, true),
    /** A fault of the server. */
    INTERNAL(500, false),
    /** It cannot be found out now who the user is. */
    IDENTITY_UNAVAILABLE(503, true),
    /** The document cannot be read now. */
    DOCUMENT_UNAVAILABLE(503, true),
    /** Storage does not take writes now. */
    STORAGE_UNAVAILABLE(503, true),
    /** More work is waiting than is taken. */
    OVERLOADED(503, true),
    /** The server shuts down. */
    DRAINING(503, true);

    private final int status;
    private final boolean retryable;
    private final String code = name().toLowerCase(Locale.ROOT);

    Problem(int status, boolean retryable) {
        this.status = status;
        this.retryable = retryable;
    }

    /** Returns the HTTP status. */
    int status() {
        return status;
    }

    /** Returns whether the same may succeed later: the answer says when to come back. */
    boolean retryable() {
        return retryable;
    }

    /** Returns the word for programs: {@code doc_not_found}. */
    String code() {
        return code;
    }
}
