package dev.stet.server.session;

import dev.stet.server.protocol.CloseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether there is still somebody at the other end of a session: who is silent is pinged, and closed if that does not
 * help; who does not read what was sent is closed, too.
 *
 * <p>Threads: thread-safe, but for {@link #look}, which is never called twice at once.
 */
final class Pulse {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final Session session;
    private final Connection connection;
    private final WriteWatch writing = new WriteWatch();
    private volatile long heardMs;
    private volatile boolean pinged;

    Pulse(Session session, Connection connection) {
        this.session = session;
        this.connection = connection;
        this.heardMs = nowMs();
    }

    private long nowMs() {
        return session.context().clock().millis();
    }

    /** Takes note that the client is there. */
    void heard() {
        heardMs = nowMs();
        pinged = false;
    }

    /** Pings or closes the connection, if it is time for that. */
    void look(Outbox outbox) {
        SessionContext context = session.context();
        long nowMs = nowMs();
        long silentMs = nowMs - heardMs;
        if (silentMs > context.idleTimeout().toMillis()) {
            LOG.info(
                    "nothing heard for too long, session={} user={} silentMs={}",
                    session.id(),
                    session.user(),
                    silentMs);
            session.close(CloseCode.GOING_AWAY);
        } else if (writing.isStuck(outbox.frames(), outbox.bytesInFlight(), nowMs, context.writeTimeout())) {
            LOG.info("what was sent is not read, session={} bytes={}", session.id(), outbox.bytesInFlight());
            session.close(CloseCode.TOO_SLOW);
        } else if (silentMs >= context.heartbeat().toMillis() && !pinged && outbox.bytesInFlight() == 0) {
            pinged = true;
            connection.ping();
        }
    }
}
