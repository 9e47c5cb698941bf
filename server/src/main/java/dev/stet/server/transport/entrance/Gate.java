package dev.stet.server.transport.entrance;

import dev.stet.server.limits.AddressPolicy;
import dev.stet.server.limits.Budgets;
import dev.stet.server.limits.ConnectionSeat;
import dev.stet.server.limits.Quotas;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in no more than there may be: connections and requests, of an address and of a user.
 *
 * <p>Threads: thread-safe; nothing blocks.
 */
public final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    /** What a request costs of a user's bytes beside its body. */
    private static final int REQUEST_COST = 64;
    /** When to try again what waits for somebody else to go. */
    private static final long FULL_RETRY_MS = 5_000;

    private final Quotas quotas;
    private final AddressPolicy addresses;

    public Gate(Quotas quotas, AddressPolicy addresses) {
        this.quotas = quotas;
        this.addresses = addresses;
    }

    /** Returns what everybody may still use. */
    public Quotas quotas() {
        return quotas;
    }

    /** Returns under which name the address is counted that a request comes from; nothing if it is not counted. */
    private Optional<String> holder(Request request) {
        return client(request).flatMap(addresses::holder);
    }

    /** Returns the address that a request comes from, for people; what is written there by whoever asks counts only if it is a proxy. */
    public String address(Request request) {
        return client(request).map(InetAddress::getHostAddress).orElse("unknown");
    }

    private Optional<InetAddress> client(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress socket
                        && socket.getAddress() != null
                ? Optional.of(addresses.client(
                        socket.getAddress(),
                        request.getHeaders().getValuesList(addresses.header().field())))
                : Optional.empty();
    }

    /**
     * Lets in whoever asks for a connection, before it is known who that is: finding out costs something.
     *
     * @throws RefusedException if too many are asked for from there
     */
    public void knock(Request request) throws RefusedException {
        Optional<String> holder = holder(request);
        if (holder.isEmpty()) {
            return;
        }
        long waitMs = quotas.handshakes().take(holder.get(), 1);
        if (waitMs > 0) {
            throw refuse(request, "too many connections are asked for from this address", waitMs);
        }
    }

    /** Finds out who makes a request. */
    @FunctionalInterface
    public interface Login<T> {
        /**
         * Returns who it is.
         *
         * @throws RefusedException if they do not show it
         */
        T identify() throws RefusedException;
    }

    /**
     * Finds out who makes a request, unless too many from that address, lately, did not show it: whoever tries out tokens is not
     * even looked at. Each that fails counts as a connection that is asked for.
     *
     * @throws RefusedException if they do not show it, or too many before them did not
     */
    public <T> T admit(Request request, Login<T> login) throws RefusedException {
        Optional<String> holder = holder(request);
        Budgets failures = quotas.handshakes();
        if (holder.isPresent() && !failures.has(holder.get(), 1)) {
            throw refuse(request, "too many logins failed from this address", failures.waitMs(holder.get(), 1));
        }
        try {
            return login.identify();
        } catch (RefusedException e) {
            if (holder.isPresent() && e.reason().isFailedLogin()) {
                var unused = failures.take(holder.get(), 1);
            }
            throw e;
        }
    }

    /**
     * Lets a user connect.
     *
     * @param back whether this is a client that comes back: it takes the place it has
     * @return the connection's seat, to be freed when it ends
     * @throws RefusedException if there are too many connections, or the user did not wait when told to
     */
    public ConnectionSeat enter(Request request, String user, boolean back) throws RefusedException {
        long bannedMs = back ? 0 : quotas.bannedMs(user);
        if (bannedMs > 0) {
            throw refuse(request, "this user does not wait when told to", bannedMs);
        }
        ConnectionSeat seat = ConnectionSeat.take(quotas, user, holder(request));
        if (seat.fit() == ConnectionSeat.Fit.FITS || back) {
            return seat;
        }
        seat.free();
        throw switch (seat.fit()) {
            case FULL -> {
                LOG.warn("too many connections, address={}", address(request));
                yield new RefusedException(RefusedException.Reason.FULL, "too many connections", FULL_RETRY_MS);
            }
            case USER_FULL -> refuse(request, "too many connections of this user", FULL_RETRY_MS);
            case ADDRESS_FULL, FITS -> refuse(request, "too many connections from this address", FULL_RETRY_MS);
        };
    }

    /**
     * Lets a user make a request.
     *
     * @param bodyBytes how long its body is; less than 0 if that is not known
     * @throws RefusedException if they have used up what they may
     */
    public void request(Request request, String user, long bodyBytes) throws RefusedException {
        long waitMs = quotas.messages().take(user, 1);
        if (waitMs == 0) {
            waitMs = quotas.bytes().take(user, REQUEST_COST + Math.max(0, bodyBytes));
        }
        if (waitMs > 0) {
            throw refuse(request, "too many requests from this user", waitMs);
        }
    }

    private RefusedException refuse(Request request, String why, long waitMs) {
        LOG.info("refused for now, why={} address={} waitMs={}", why, address(request), waitMs);
        return new RefusedException(RefusedException.Reason.RATE_LIMITED, why, waitMs);
    }
}
