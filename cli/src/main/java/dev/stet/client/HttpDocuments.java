package dev.stet.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A server's documents as its HTTP interface shows them.
 *
 * <p>Threads: thread-safe.
 */
public final class HttpDocuments implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final URI server;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** @param server the server's address: {@code http://host:port} */
    public HttpDocuments(URI server) {
        this.server = server;
    }

    /**
     * Returns a document at its newest durable revision, a text as it is and anything else as JSON; nothing if there is
     * no such document.
     *
     * @throws IOException if the server cannot be reached, or answers anything else
     */
    public Optional<String> content(String doc) throws IOException, InterruptedException {
        URI address = server.resolve("/api/v1/documents/" + URLEncoder.encode(doc, StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return switch (answer.statusCode()) {
            case OK -> Optional.of(answer.body());
            case NOT_FOUND -> Optional.empty();
            default -> throw new IOException("unexpected answer, status=" + answer.statusCode());
        };
    }

    /**
     * Returns if the server takes documents and edits now.
     *
     * @throws IOException if it cannot be reached, or is not ready
     */
    public void requireReady() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/readyz"))
                .timeout(TIMEOUT)
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != OK) {
            throw new IOException("it is not ready, status=" + status);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
