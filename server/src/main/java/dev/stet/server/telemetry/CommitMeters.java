package dev.stet.server.telemetry;

/** Is told what the journal does. Threads: called from any thread; returns at once. */
public interface CommitMeters {

    /**
     * A batch is committed.
     *
     * @param conflicts documents of which nothing was, since somebody else wrote first
     */
    default void committed(int documents, long operations, long bytes, int conflicts, long tookNanos) {}

    /** A batch could not be committed. */
    default void failed(long tookNanos) {}
}
