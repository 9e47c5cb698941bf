package dev.stet.server.telemetry;

/** Is told what comes and goes. Threads: called from any thread; returns at once. */
public interface TrafficMeters {

    /** A frame came from a client. */
    default void received(int bytes) {}

    /** A frame is on its way to a client. */
    default void sent(int bytes) {}

    /** A session began. */
    default void sessionOpened() {}

    /**
     * A session ended.
     *
     * @param why the name of the code that the server closed it with, or {@code gone} if the connection was lost or closed by
     *     the client: one of a few
     */
    default void sessionClosed(String why) {}

    /** A request was answered. */
    default void answered(int status, long tookNanos) {}
}
