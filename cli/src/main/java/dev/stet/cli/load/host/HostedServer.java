package dev.stet.cli.load.host;

import dev.stet.cli.load.ServerUsage;
import java.net.URI;

/**
 * The server that a load goes to. Closing it stops one that was started for the load, and removes what it kept.
 *
 * <p>Threads: thread-safe.
 */
public sealed interface HostedServer extends AutoCloseable permits SomebodysServer, ChildServer, InProcessServer {

    /** Returns where it listens: {@code http://host:port}. */
    URI address();

    /** Returns what it uses. */
    ServerUsage usage();

    /** Returns what it is, in a few words. */
    String description();

    @Override
    void close();
}
