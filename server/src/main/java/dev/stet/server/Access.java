package dev.stet.server;

import dev.stet.server.auth.AccessControl;
import dev.stet.server.auth.AccessLists;
import dev.stet.server.auth.Administrators;
import dev.stet.server.auth.Authenticator;
import dev.stet.server.auth.Authorizer;
import dev.stet.server.auth.Guests;
import dev.stet.server.auth.JwtAuthenticator;
import dev.stet.server.auth.KeyException;
import dev.stet.server.auth.Secret;
import dev.stet.server.auth.StoredAccessControl;
import dev.stet.server.storage.Storage;
import dev.stet.server.transport.entrance.Entrance;
import dev.stet.server.transport.entrance.Origins;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts that decide who is let in and what they may do, as a configuration wants them. Immutable.
 *
 * @param lists who may do what, to be changed; empty without accounts
 * @param askAgainEvery how often whoever has a document open is asked about again; empty if never without a reason
 */
record Access(
        Authenticator authenticator,
        AccessControl control,
        Optional<AccessLists> lists,
        Entrance entrance,
        Optional<Duration> askAgainEvery) {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    /** Rules are not asked again more often. */
    private static final Duration LEAST_PAUSE = Duration.ofMillis(100);

    /** Makes the parts as {@link Access#of} does, or otherwise. */
    @FunctionalInterface
    interface Maker {
        /**
         * Makes the parts.
         *
         * @throws StartFailedException if the configuration cannot be followed
         */
        Access of(ServerConfig config, Storage storage) throws StartFailedException;
    }

    /**
     * Makes the parts.
     *
     * @throws StartFailedException if the configuration would let in whoever comes, or its keys cannot be read
     */
    static Access of(ServerConfig config, Storage storage) throws StartFailedException {
        require(config);
        AuthSettings settings = config.auth();
        InstantSource clock = InstantSource.system();
        Authenticator authenticator;
        try {
            authenticator = settings.tokens().isPresent()
                    ? new JwtAuthenticator(settings.tokens().get(), clock)
                    : new Guests();
        } catch (KeyException e) {
            throw new StartFailedException("tokens cannot be checked: " + e.getMessage(), e);
        }
        boolean guests = settings.tokens().isEmpty();
        Administrators administrators = new Administrators(guests && !settings.anyone(), adminToken(config.operator()));
        if (guests) {
            LOG.info(
                    "there are no accounts: whoever can reach this address may read and change every document, host={}",
                    config.host());
        }
        Origins origins = new Origins(settings.origins(), guests && !settings.anyone());
        Entrance entrance =
                new Entrance(authenticator, origins, guests ? Optional.empty() : settings.cookie(), administrators);
        return guests
                ? new Access(authenticator, AccessControl.open(), Optional.empty(), entrance, Optional.empty())
                : withRules(authenticator, entrance, storage, rules(), clock);
    }

    /** Makes the parts of a server with accounts and these rules. */
    static Access withRules(
            Authenticator authenticator,
            Entrance entrance,
            Storage storage,
            List<Authorizer> rules,
            InstantSource clock) {
        return new Access(
                authenticator,
                new StoredAccessControl(storage, rules, clock),
                Optional.of(new AccessLists(storage.access(), clock)),
                entrance,
                rules.stream()
                        .map(Authorizer::askAgainEvery)
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder())
                        .map(every -> every.compareTo(LEAST_PAUSE) < 0 ? LEAST_PAUSE : every));
    }

    /**
     * Checks that a server without accounts can be reached from this machine only, or is meant to be reached by anyone.
     *
     * @throws StartFailedException if not
     */
    static void require(ServerConfig config) throws StartFailedException {
        AuthSettings settings = config.auth();
        if (settings.tokens().isEmpty() && !settings.anyone() && !isThisMachine(config.host())) {
            throw new StartFailedException(
                    "without accounts only this machine is served: set up tokens, or say that anyone may come, host="
                            + config.host());
        }
    }

    private static Optional<Secret> adminToken(OperatorSettings operator) throws StartFailedException {
        if (operator.adminTokenFile().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Secret.in(operator.adminTokenFile().get()));
        } catch (KeyException e) {
            throw new StartFailedException("administrators cannot be told: " + e.getMessage(), e);
        }
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return true; // it cannot be listened on, which is said when that is tried
        }
    }

    private static List<Authorizer> rules() {
        List<Authorizer> rules = ServiceLoader.load(Authorizer.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        rules.forEach(rule -> LOG.info(
                "a rule about access is in force, rule={}", rule.getClass().getName()));
        return rules;
    }
}
