package dev.stet.server.limits;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What one connection holds: a seat of all, of its user, and of its address. Thread-safe. */
public final class ConnectionSeat {
    private final Quotas quotas;
    private final String user;
    private final Optional<String> address;
    private final Fit fit;
    private final AtomicBoolean freed = new AtomicBoolean();

    /** Whether there was one left. */
    public enum Fit {
        /** There was. */
        FITS,
        /** There are as many connections as there may be. */
        FULL,
        /** The user has as many as they may have. */
        USER_FULL,
        /** There are as many from the address as there may be. */
        ADDRESS_FULL
    }

    private ConnectionSeat(Quotas quotas, String user, Optional<String> address) {
        this.quotas = quotas;
        this.user = user;
        this.address = address;
        boolean ofAll = quotas.connections().take(Quotas.ALL);
        boolean ofUser = quotas.userConnections().take(user);
        boolean ofAddress = address.map(quotas.addressConnections()::take).orElse(true);
        this.fit = !ofAll ? Fit.FULL : !ofUser ? Fit.USER_FULL : !ofAddress ? Fit.ADDRESS_FULL : Fit.FITS;
    }

    /**
     * Takes a seat, whether there is one left or not: to be freed in either case.
     *
     * @param address under which name its address is counted; nothing if it is not
     */
    public static ConnectionSeat take(Quotas quotas, String user, Optional<String> address) {
        return new ConnectionSeat(quotas, user, address);
    }

    /** Returns whether there was one left. */
    public Fit fit() {
        return fit;
    }

    /** Gives the seat back. Idempotent. */
    public void free() {
        if (freed.compareAndSet(false, true)) {
            quotas.connections().free(Quotas.ALL);
            quotas.userConnections().free(user);
            address.ifPresent(quotas.addressConnections()::free);
        }
    }
}
