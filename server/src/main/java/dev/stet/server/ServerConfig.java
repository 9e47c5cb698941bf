package dev.stet.server;

import dev.stet.server.retention.RetentionPolicy;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server is run. Immutable; start from {@link #DEFAULT} and change what has to be different.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes any free one
 * @param store where documents are kept; a folder is created if it does not exist
 * @param storeWait how long the start waits for a database that cannot be reached; zero tries once
 * @param durability what an acknowledgement promises
 * @param retention what becomes of old operations; if nothing is said, they stay
 * @param auth who is let in
 * @param operator what whoever runs it sees of it
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
        OperatorSettings operator) {

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
            OperatorSettings.DEFAULT);

    /** Returns this configuration listening elsewhere. */
    public ServerConfig listeningOn(String newHost, int newPort) {
        return new ServerConfig(
                newHost, newPort, store, storeWait, durability, limits, timing, retention, auth, operator);
    }

    /** Returns this configuration with another data folder. */
    public ServerConfig storingIn(Path folder) {
        return storingIn(new StoreLocation.Folder(folder));
    }

    /** Returns this configuration with another store. */
    public ServerConfig storingIn(StoreLocation newStore) {
        return new ServerConfig(host, port, newStore, storeWait, durability, limits, timing, retention, auth, operator);
    }

    /** Returns this configuration with another time to wait for the store at the start. */
    public ServerConfig waitingForStore(Duration newStoreWait) {
        return new ServerConfig(host, port, store, newStoreWait, durability, limits, timing, retention, auth, operator);
    }

    /** Returns this configuration with another durability. */
    public ServerConfig with(Durability newDurability) {
        return new ServerConfig(host, port, store, storeWait, newDurability, limits, timing, retention, auth, operator);
    }

    /** Returns this configuration with other limits. */
    public ServerConfig with(Limits newLimits) {
        return new ServerConfig(host, port, store, storeWait, durability, newLimits, timing, retention, auth, operator);
    }

    /** Returns this configuration with other times. */
    public ServerConfig with(Timing newTiming) {
        return new ServerConfig(host, port, store, storeWait, durability, limits, newTiming, retention, auth, operator);
    }

    /** Returns this configuration with another policy for old operations. */
    public ServerConfig with(RetentionPolicy newRetention) {
        return new ServerConfig(
                host, port, store, storeWait, durability, limits, timing, Optional.of(newRetention), auth, operator);
    }

    /** Returns this configuration with other people let in. */
    public ServerConfig with(AuthSettings newAuth) {
        return new ServerConfig(host, port, store, storeWait, durability, limits, timing, retention, newAuth, operator);
    }

    /** Returns this configuration with other settings for whoever runs it. */
    public ServerConfig with(OperatorSettings newOperator) {
        return new ServerConfig(host, port, store, storeWait, durability, limits, timing, retention, auth, newOperator);
    }
}
