package dev.stet.cli.load.host;

import dev.stet.cli.load.ServerUsage;
import java.net.URI;
import java.util.OptionalLong;

/**
 * A server that runs anyway. Immutable.
 *
 * @param pid its process, if it is on this machine and known
 */
public record SomebodysServer(URI address, OptionalLong pid) implements HostedServer {
    @Override
    public ServerUsage usage() {
        return pid.isPresent() ? ServerUsage.of(pid::getAsLong) : ServerUsage.UNKNOWN;
    }

    @Override
    public String description() {
        return pid.isPresent() ? "a server on this machine, process " + pid.getAsLong() : "a server";
    }

    @Override
    public void close() {
        // it runs on
    }
}
