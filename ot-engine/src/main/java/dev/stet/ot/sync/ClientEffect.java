package dev.stet.ot.sync;

/** What the owner of a {@link SyncClient} has to do, in the order given. */
public sealed interface ClientEffect<O> {

    /** Send this operation, made on {@code revision}. */
    record Submit<O>(long revision, long sequence, O operation) implements ClientEffect<O> {}

    /** Apply this to what the user sees; it is not an edit of the user. */
    record Show<O>(O operation) implements ClientEffect<O> {}

    /** The user's operation was refused, and has been taken back: tell the user, who may want to keep the content. */
    record Returned<O>(O operation) implements ClientEffect<O> {}
}
