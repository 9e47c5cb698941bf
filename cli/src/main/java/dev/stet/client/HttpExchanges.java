package dev.stet.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to one server and its answers; an answer that is no success is a {@link RefusedException}. Thread-safe. */
final class HttpExchanges implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** Numbers of operations are shown as they were written. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** How often a request is sent that the server takes only later. */
    private static final int ATTEMPTS = 5;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_OTHER = 300;

    private final URI server;
    private final Optional<String> token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** @param token says who asks; empty for a guest */
    HttpExchanges(URI server, Optional<String> token) {
        this.server = server;
        this.token = token;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        return request;
    }

    /** What came back. */
    record Answer(String body, HttpHeaders headers) {
        String header(String name) throws IOException {
            return headers.firstValue(name)
                    .orElseThrow(() -> new IOException("the answer lacks a header, header=" + name));
        }
    }

    /** Sends a request, and returns the answer's body as text. */
    Answer text(String method, String path, BodyPublisher body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).timeout(TIMEOUT).method(method, body);
        headers.forEach(request::header);
        HttpResponse<String> answer = sendPatiently(request.build());
        requireSuccess(answer.statusCode(), answer.body());
        return new Answer(answer.body(), answer.headers());
    }

    /** Sends a request, and again if the server had too many of them: it has not done anything then. */
    private HttpResponse<String> sendPatiently(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            Duration wait = retryAfter(answer.headers());
            if (answer.statusCode() != TOO_MANY_REQUESTS || attempt == ATTEMPTS || wait.compareTo(TIMEOUT) > 0) {
                return answer;
            }
            Thread.sleep(wait);
        }
    }

    /** Returns how long a server wants to be left alone, as it says in seconds. */
    static Duration retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }

    /** Sends a request with a JSON object as its body, unless it only reads or is empty; the answer is JSON or nothing. */
    JsonNode json(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        return json(method, path, body, Map.of());
    }

    /** The same, with more headers. */
    JsonNode json(String method, String path, Map<String, ?> body, Map<String, String> headers)
            throws IOException, InterruptedException {
        boolean bare = method.equals("GET") || method.equals("DELETE");
        Map<String, String> all = new HashMap<>(headers);
        if (!bare) {
            all.put("Content-Type", "application/json");
        }
        return parsed(text(
                method,
                path,
                bare ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body)),
                all));
    }

    /** Returns an answer's body as JSON. */
    JsonNode parsed(Answer answer) throws IOException {
        return tree(answer.body().isEmpty() ? "{}" : answer.body());
    }

    /** Reads something, and returns the answer as it comes. */
    InputStream stream(String path) throws IOException, InterruptedException {
        HttpRequest request = request(path).build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        if (!isSuccess(answer.statusCode())) {
            try (InputStream body = answer.body()) {
                requireSuccess(answer.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return answer.body();
    }

    /** Reads JSON that a server sent. */
    static JsonNode tree(String json) throws IOException {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IOException("the answer is no JSON", e);
        }
    }

    private static boolean isSuccess(int status) {
        return status >= FIRST_SUCCESS && status < FIRST_OTHER;
    }

    private static void requireSuccess(int status, String body) throws RefusedException {
        if (isSuccess(status)) {
            return;
        }
        try {
            JsonNode problem = JSON.readTree(body);
            throw new RefusedException(
                    status,
                    problem.path("code").asString(""),
                    problem.path("message").asString("the server refused it"));
        } catch (JacksonException e) {
            throw new RefusedException(status, "", "unexpected answer");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
