package dev.stet.cli;

import dev.stet.client.HttpDocuments;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Optional;

/** What commands that talk to a server have in common. */
public final class ServerOption {
    /** Where {@code stet serve} listens if nothing else is said. */
    public static final String DEFAULT = "http://127.0.0.1:8080";

    private static final String TOKEN = "STET_TOKEN";

    private ServerOption() {}

    /** Returns the address if it is one of a server. */
    public static URI checked(URI server) {
        if (server.getHost() == null || !("http".equals(server.getScheme()) || "https".equals(server.getScheme()))) {
            throw CommandFailedException.misuse("a server's address looks like " + DEFAULT + ", server=" + server);
        }
        return server;
    }

    /**
     * Returns the documents of a server, as whoever the token in {@code STET_TOKEN} names sees them. It is no option: other
     * users of a machine can read command lines.
     */
    public static HttpDocuments documents(URI server) {
        return new HttpDocuments(checked(server), token());
    }

    /** Returns the token in {@code STET_TOKEN}; empty for a guest. */
    public static Optional<String> token() {
        return Optional.ofNullable(System.getenv(TOKEN)).filter(value -> !value.isBlank());
    }

    /** Returns what to say when a server cannot be reached, or refuses. */
    public static CommandFailedException unreachable(URI server, IOException why) {
        String message = why instanceof ConnectException
                ? "no server answers, server=" + server + " (start one with: stet serve)"
                : "the server did not answer as expected, server=" + server + " why=" + why.getMessage();
        return new CommandFailedException(message, why);
    }
}
