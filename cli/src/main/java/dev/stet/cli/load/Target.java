package dev.stet.cli.load;

import dev.stet.client.ClientOptions;
import dev.stet.client.ClientRuntime;
import dev.stet.client.HttpDocuments;
import dev.stet.client.StetClient;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The server that is put under load. Immutable.
 *
 * @param token says who the clients are; empty for guests
 */
public record Target(URI server, Optional<String> token) {

    StetClient connect(ClientRuntime runtime) {
        ClientOptions options = ClientOptions.fresh();
        return StetClient.connect(
                runtime,
                server,
                token.map(shown -> options.with(() -> CompletableFuture.completedFuture(shown)))
                        .orElse(options));
    }

    HttpDocuments http() {
        return new HttpDocuments(server, token);
    }
}
