package dev.stet.server.document;

/**
 * Whoever has a document open, as the document sees it.
 *
 * <p>Threads: called from the document's mailbox; an implementation hands on what it is told and returns at once.
 */
public interface Reader extends Submitter {

    /** Returns the id of the client program; operations are told apart by it. */
    String client();

    /** Returns the id of the user, which others may see. */
    String user();

    /** Tells that the reader is in. From now on {@link #wake} is called. */
    void joined(Joined joined);

    /** Tells that the document cannot be joined any more, since it was put away: open it again. */
    void gone();

    /** Tells that the document was deleted: the reader is not in it any more. */
    void deleted();

    /** Tells that joining failed, since what has to be known could not be read. */
    void unavailable(String why);

    /** Tells that {@link Document#published} has something new. Calls are not counted: one may stand for many. */
    void wake();

    /** Tells that a presence update was not taken. */
    void presenceRefused(Reason reason, String message);

    /** Why something was refused. */
    enum Reason {
        INVALID_OPERATION,
        REVISION_AHEAD,
        BASE_TOO_OLD,
        DOCUMENT_TOO_LARGE,
        STORAGE_UNAVAILABLE,
        OVERLOADED,
        INVALID_SELECTION,
        NOT_JOINED
    }
}
