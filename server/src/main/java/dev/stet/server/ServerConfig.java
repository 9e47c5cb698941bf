package dev.stet.server;

import dev.stet.server.limits.AddressPolicy;
import dev.stet.server.limits.TrafficLimits;
import dev.stet.server.retention.RetentionPolicy;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.transport.WebSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a server is run. Immutable; start from {@link #DEFAULT} and change what has to be different.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes any free one
 * @param store where documents are kept; a folder is created if it does not exist
 * @param storeWait how long the start waits for a database that cannot be reached; zero tries once
 * @param durability what an acknowledgement promises
 * @param limits how much one of everything may be
 * @param timing when the server does things by itself
 * @param retention what becomes of old operations; if nothing is said, they stay
 * @param auth who is let in
 * @param operator what whoever runs it sees of it
 * @param traffic how much users, addresses and documents may use
 * @param addresses from which address a request comes
 * @param web how the port is spoken to: TLS, and what browsers are told
 */
public record ServerConfig(
        String host,
        int port,
        StoreLocation store,
        Duration storeWait,
        Durability durability,
        Limits limits,
        Timing timing,
        Optional<RetentionPolicy> retention,
        AuthSettings auth,
        OperatorSettings operator,
        TrafficLimits traffic,
        AddressPolicy addresses,
        WebSettings web) {

    /** Loopback, port 8080, a folder {@code data} in the working directory, acknowledged means on disk. */
    public static final ServerConfig DEFAULT = new ServerConfig(
            "127.0.0.1",
            8080,
            new StoreLocation.Folder(Path.of("data")),
            Duration.ofSeconds(10),
            Durability.FORCED,
            Limits.DEFAULT,
            Timing.DEFAULT,
            Optional.empty(),
            AuthSettings.DEFAULT,
            OperatorSettings.DEFAULT,
            TrafficLimits.DEFAULT,
            AddressPolicy.DEFAULT,
            WebSettings.DEFAULT);

    /** Returns this configuration listening elsewhere. */
    public ServerConfig listeningOn(String newHost, int newPort) {
        return changed(next -> {
            next.host = newHost;
            next.port = newPort;
        });
    }

    /** Returns this configuration with another data folder. */
    public ServerConfig storingIn(Path folder) {
        return storingIn(new StoreLocation.Folder(folder));
    }

    /** Returns this configuration with another store. */
    public ServerConfig storingIn(StoreLocation newStore) {
        return changed(next -> next.store = newStore);
    }

    /** Returns this configuration with another time to wait for the store at the start. */
    public ServerConfig waitingForStore(Duration newStoreWait) {
        return changed(next -> next.storeWait = newStoreWait);
    }

    /** Returns this configuration with another durability. */
    public ServerConfig with(Durability newDurability) {
        return changed(next -> next.durability = newDurability);
    }

    /** Returns this configuration with other limits. */
    public ServerConfig with(Limits newLimits) {
        return changed(next -> next.limits = newLimits);
    }

    /** Returns this configuration with other times. */
    public ServerConfig with(Timing newTiming) {
        return changed(next -> next.timing = newTiming);
    }

    /** Returns this configuration with another policy for old operations. */
    public ServerConfig with(RetentionPolicy newRetention) {
        return changed(next -> next.retention = Optional.of(newRetention));
    }

    /** Returns this configuration with other people let in. */
    public ServerConfig with(AuthSettings newAuth) {
        return changed(next -> next.auth = newAuth);
    }

    /** Returns this configuration with other settings for whoever runs it. */
    public ServerConfig with(OperatorSettings newOperator) {
        return changed(next -> next.operator = newOperator);
    }

    /** Returns this configuration with other limits for users, addresses and documents. */
    public ServerConfig with(TrafficLimits newTraffic) {
        return changed(next -> next.traffic = newTraffic);
    }

    /** Returns this configuration with another policy for addresses. */
    public ServerConfig with(AddressPolicy newAddresses) {
        return changed(next -> next.addresses = newAddresses);
    }

    /** Returns this configuration with its port spoken to otherwise. */
    public ServerConfig with(WebSettings newWeb) {
        return changed(next -> next.web = newWeb);
    }

    private ServerConfig changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.config();
    }

    /** A configuration that is being changed. */
    private static final class Draft {
        private String host;
        private int port;
        private StoreLocation store;
        private Duration storeWait;
        private Durability durability;
        private Limits limits;
        private Timing timing;
        private Optional<RetentionPolicy> retention;
        private AuthSettings auth;
        private OperatorSettings operator;
        private TrafficLimits traffic;
        private AddressPolicy addresses;
        private WebSettings web;

        Draft(ServerConfig from) {
            this.host = from.host;
            this.port = from.port;
            this.store = from.store;
            this.storeWait = from.storeWait;
            this.durability = from.durability;
            this.limits = from.limits;
            this.timing = from.timing;
            this.retention = from.retention;
            this.auth = from.auth;
            this.operator = from.operator;
            this.traffic = from.traffic;
            this.addresses = from.addresses;
            this.web = from.web;
        }

        ServerConfig config() {
            return new ServerConfig(
                    host,
                    port,
                    store,
                    storeWait,
                    durability,
                    limits,
                    timing,
                    retention,
                    auth,
                    operator,
                    traffic,
                    addresses,
                    web);
        }
    }
}
