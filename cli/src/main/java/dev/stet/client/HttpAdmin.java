package dev.stet.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What an administrator asks of a running server. What the server refuses is a {@link RefusedException}; one that cannot be
 * reached is any other {@link IOException}.
 *
 * <p>Threads: thread-safe; each call blocks until the server has answered.
 */
public final class HttpAdmin implements AutoCloseable {
    private static final String LOG_LEVEL = "/api/v1/admin/log-level";
    private static final String UNPROCESSABLE = "/api/v1/admin/unprocessable";

    private final HttpExchanges http;

    /**
     * @param server the server's address: {@code http://host:port}
     * @param token says who asks
     */
    public HttpAdmin(URI server, Optional<String> token) {
        this.http = new HttpExchanges(server, token);
    }

    /** Returns how much a logger says. */
    public String logLevel(String logger) throws IOException, InterruptedException {
        return level(
                http.json("GET", LOG_LEVEL + "?logger=" + URLEncoder.encode(logger, StandardCharsets.UTF_8), Map.of()));
    }

    /** Changes how much a logger says, and returns that. */
    public String setLogLevel(String logger, String level) throws IOException, InterruptedException {
        return level(http.json("PUT", LOG_LEVEL, Map.of("logger", logger, "level", level)));
    }

    private static String level(JsonNode answer) {
        return answer.path("level").asString("");
    }

    /** Returns the newest messages that made no sense, the oldest first. */
    public JsonNode unprocessable() throws IOException, InterruptedException {
        return http.json("GET", UNPROCESSABLE, Map.of()).path("messages");
    }

    @Override
    public void close() {
        http.close();
    }
}
