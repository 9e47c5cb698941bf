package dev.stet.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;

/** What commands that talk to a server have in common. */
public final class ServerOption {
    /** Where {@code stet serve} listens if nothing else is said. */
    public static final String DEFAULT = "http://127.0.0.1:8080";

    private ServerOption() {}

    /** Returns the address if it is one of a server. */
    public static URI checked(URI server) {
        if (server.getHost() == null || !("http".equals(server.getScheme()) || "https".equals(server.getScheme()))) {
            throw new CommandFailedException("a server's address looks like " + DEFAULT + ", server=" + server);
        }
        return server;
    }

    /** Returns what to say when a server cannot be reached, or refuses. */
    public static CommandFailedException unreachable(URI server, IOException why) {
        String message = why instanceof ConnectException
                ? "no server answers, server=" + server + " (start one with: stet serve)"
                : "the server did not answer as expected, server=" + server + " why=" + why.getMessage();
        return new CommandFailedException(message, why);
    }
}
