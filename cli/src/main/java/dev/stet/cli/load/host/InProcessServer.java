package dev.stet.cli.load.host;

import dev.stet.cli.CommandFailedException;
import dev.stet.cli.load.ServerUsage;
import dev.stet.server.ServerConfig;
import dev.stet.server.StartFailedException;
import dev.stet.server.StetServer;
import dev.stet.server.storage.Durability;
import java.net.URI;

/**
 * A server in this process. What it uses cannot be told from what the clients use: its figures are those of both.
 *
 * <p>Threads: thread-safe.
 */
public final class InProcessServer implements HostedServer {
    private final OwnStore store;
    private final StetServer server;

    private InProcessServer(OwnStore store, StetServer server) {
        this.store = store;
        this.server = server;
    }

    /** Starts one on any free port of the loopback address; it closes the store. */
    public static InProcessServer start(OwnStore store, Durability durability) {
        ServerConfig config = ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(store.location())
                .with(durability);
        try {
            return new InProcessServer(store, StetServer.start(config));
        } catch (StartFailedException e) {
            store.close();
            throw new CommandFailedException(e);
        }
    }

    @Override
    public URI address() {
        return server.address();
    }

    @Override
    public ServerUsage usage() {
        return ServerUsage.UNKNOWN;
    }

    @Override
    public String description() {
        return "a server in this process";
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
