package dev.stet.server;

import dev.stet.server.storage.Durability;
import java.nio.file.Path;

/**
 * How a server is run. Immutable; start from {@link #DEFAULT} and change what has to be different.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes any free one
 * @param dataFolder folder of the embedded store, created if it does not exist
 * @param durability what an acknowledgement promises
 * @param auth who is let in
 */
public record ServerConfig(
        String host,
        int port,
        Path dataFolder,
        Durability durability,
        Limits limits,
        Timing timing,
        AuthSettings auth) {

    /** Loopback, port 8080, a folder {@code data} in the working directory, acknowledged means on disk. */
    public static final ServerConfig DEFAULT = new ServerConfig(
            "127.0.0.1",
            8080,
            Path.of("data"),
            Durability.FORCED,
            Limits.DEFAULT,
            Timing.DEFAULT,
            AuthSettings.DEFAULT);

    /** Returns this configuration listening elsewhere. */
    public ServerConfig listeningOn(String newHost, int newPort) {
        return new ServerConfig(newHost, newPort, dataFolder, durability, limits, timing, auth);
    }

    /** Returns this configuration with another data folder. */
    public ServerConfig storingIn(Path folder) {
        return new ServerConfig(host, port, folder, durability, limits, timing, auth);
    }

    /** Returns this configuration with another durability. */
    public ServerConfig with(Durability newDurability) {
        return new ServerConfig(host, port, dataFolder, newDurability, limits, timing, auth);
    }

    /** Returns this configuration with other limits. */
    public ServerConfig with(Limits newLimits) {
        return new ServerConfig(host, port, dataFolder, durability, newLimits, timing, auth);
    }

    /** Returns this configuration with other times. */
    public ServerConfig with(Timing newTiming) {
        return new ServerConfig(host, port, dataFolder, durability, limits, newTiming, auth);
    }

    /** Returns this configuration with other people let in. */
    public ServerConfig with(AuthSettings newAuth) {
        return new ServerConfig(host, port, dataFolder, durability, limits, timing, newAuth);
    }
}
