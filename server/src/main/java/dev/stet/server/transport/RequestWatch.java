package dev.stet.server.transport;

import dev.stet.server.document.Scheduler;
import dev.stet.server.limits.AddressPolicy;
import dev.stet.server.limits.Seats;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that do not bring the head of a request in time, however much they talk meanwhile: a byte now and then
 * keeps any other watch quiet. One address may have only so many of them.
 *
 * <pre>
 *   opened ──▶ waiting ──a whole head──▶ at work ──answered──▶ waiting …      a WebSocket is a session's business
 *                 └──── too long ──▶ closed
 * </pre>
 *
 * <p>Threads: thread-safe.
 */
final class RequestWatch extends Handler.Wrapper implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(RequestWatch.class);
    private static final int LOOKS_IN_A_TIMEOUT = 4;

    private final InstantSource clock;
    private final Duration timeout;
    private final AddressPolicy addresses;
    private final Seats seats;
    private final Map<Connection, Long> waitingSinceMs = new ConcurrentHashMap<>();

    /**
     * @param timeout how long a connection may wait for the end of a head
     * @param seats for connections of each address that are no WebSockets
     */
    RequestWatch(InstantSource clock, Duration timeout, AddressPolicy addresses, Seats seats) {
        this.clock = clock;
        this.timeout = timeout;
        this.addresses = addresses;
        this.seats = seats;
    }

    /** Begins to look, again and again. */
    void watch(Scheduler scheduler) {
        scheduler.after(timeout.dividedBy(LOOKS_IN_A_TIMEOUT), () -> {
            closeLate();
            watch(scheduler);
        });
    }

    @Override
    public void onOpened(Connection connection) {
        if (isOther(connection)) {
            return;
        }
        waitingSinceMs.put(connection, clock.millis());
        if (!holder(connection).map(seats::take).orElse(true)) {
            LOG.info(
                    "too many connections from an address, address={}",
                    connection.getEndPoint().getRemoteSocketAddress());
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (!isOther(connection)) {
            waitingSinceMs.remove(connection);
            holder(connection).ifPresent(seats::free);
        }
    }

    /** TLS goes around what is looked at here. */
    private static boolean isOther(Connection connection) {
        return connection instanceof WebSocketConnection || connection instanceof SslConnection;
    }

    private Optional<String> holder(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress peer
                        && peer.getAddress() != null
                ? addresses.holder(peer.getAddress())
                : Optional.empty();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        waitingSinceMs.remove(connection);
        if (request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()) {
            Request.addCompletionListener(request, failure -> {
                if (connection.getEndPoint().isOpen()) {
                    waitingSinceMs.put(connection, clock.millis());
                }
            });
        }
        return super.handle(request, response, callback);
    }

    private void closeLate() {
        long latestMs = clock.millis() - timeout.toMillis();
        waitingSinceMs.forEach((connection, sinceMs) -> {
            if (!connection.getEndPoint().isOpen()) {
                waitingSinceMs.remove(connection);
            } else if (sinceMs < latestMs) {
                LOG.info(
                        "no whole request in time, address={} bytes={}",
                        connection.getEndPoint().getRemoteSocketAddress(),
                        connection.getBytesIn());
                connection.getEndPoint().close();
            }
        });
    }
}
