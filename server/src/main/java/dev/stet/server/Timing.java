package dev.stet.server;

import java.time.Duration;

/**
 * When the server does things by itself. Immutable.
 *
 * @param heartbeat how often a client has to be heard; it is closed after two and a half times as long in silence
 * @param evictAfter how long a document that nobody has open stays in memory
 * @param snapshotEvery how many operations there are, at the least, between two stored snapshots of a document. A large
 *     document is stored less often, so that snapshots never cost more than the operations
 * @param snapshotBytes how many bytes of operations call for a snapshot, even if they are fewer; again a larger document
 *     takes more
 * @param snapshotPause how much time there is, at the least, between two stored snapshots of a document, however many operations
 *     come: it is them that who opens it has to read, and programs may send thousands a second
 * @param storageRetry how long to wait before storage that failed is tried again
 * @param drain how long a shutdown waits for what is under way
 * @param poll how often a server looks for what others have written to a store that it shares with them
 * @param pace the least time between two frames that tell one client of a busy document what others did; whole milliseconds. What
 *     answers the client itself does not wait
 * @param requestTimeout how long a connection may take to bring the whole head of a request
 * @param writeTimeout how long a client may take to read what it is sent, before it is closed; a second more for each 64 KiB
 */
public record Timing(
        Duration heartbeat,
        Duration evictAfter,
        int snapshotEvery,
        long snapshotBytes,
        Duration snapshotPause,
        Duration storageRetry,
        Duration drain,
        Duration poll,
        Duration pace,
        Duration requestTimeout,
        Duration writeTimeout) {

    /** The times that hold if nothing else is said. */
    public static final Timing DEFAULT = new Timing(
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            1_000,
            1 << 20,
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofMillis(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30));

    /** Makes times with snapshots every so many operations, however soon that is, and the defaults for everything else. */
    public Timing(Duration heartbeat, Duration evictAfter, int snapshotEvery, Duration storageRetry, Duration drain) {
        this(
                heartbeat,
                evictAfter,
                snapshotEvery,
                DEFAULT.snapshotBytes(),
                Duration.ZERO,
                storageRetry,
                drain,
                DEFAULT.poll(),
                DEFAULT.pace(),
                DEFAULT.requestTimeout(),
                DEFAULT.writeTimeout());
    }

    /** Returns these times with others for slow clients. */
    public Timing patientFor(Duration newRequestTimeout, Duration newWriteTimeout) {
        return new Timing(
                heartbeat,
                evictAfter,
                snapshotEvery,
                snapshotBytes,
                snapshotPause,
                storageRetry,
                drain,
                poll,
                pace,
                newRequestTimeout,
                newWriteTimeout);
    }

    /** Returns these times with documents that nobody has open put away sooner or later. */
    public Timing puttingAwayAfter(Duration newEvictAfter) {
        return new Timing(
                heartbeat,
                newEvictAfter,
                snapshotEvery,
                snapshotBytes,
                snapshotPause,
                storageRetry,
                drain,
                poll,
                pace,
                requestTimeout,
                writeTimeout);
    }

    /** Returns how long a connection may be silent before it is closed. */
    public Duration idleTimeout() {
        return heartbeat.multipliedBy(5).dividedBy(2);
    }
}
