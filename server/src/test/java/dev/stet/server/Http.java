package dev.stet.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to a running server. Thread-safe. */
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String DOCUMENTS = "/api/v1/documents";

    private final StetServer server;

    public Http(StetServer server) {
        this.server = server;
    }

    /** An answer whose body is a text. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        /** Returns the {@code revision} of a JSON answer. */
        public long revision() {
            if (status() >= 300) {
                throw new AssertionError("no revision, but " + this);
            }
            return json().get("revision").asLong();
        }

        /** Returns the {@code code} of an error. */
        public String code() {
            return json().get("code").asString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return status() + " " + response.headers().map() + " " + body();
        }
    }

    /** Sends a request; the body may be empty. */
    public Answer send(String method, String path, String body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** Reads whatever is at an address. */
    public static Answer read(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(30))
                .build();
        return new Answer(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    /** Reads something of a document: {@code ?revision=1}, {@code /blame}. */
    public Answer get(String doc, String more) throws Exception {
        return send("GET", DOCUMENTS + "/" + doc + more, "", Map.of());
    }

    /** Reads a document in a media type. */
    public Answer get(String doc, String more, String mediaType) throws Exception {
        return send("GET", DOCUMENTS + "/" + doc + more, "", Map.of("Accept", mediaType));
    }

    /** Sends JSON about a document. */
    public Answer post(String doc, String more, String json) throws Exception {
        return send("POST", DOCUMENTS + "/" + doc + more, json, Map.of("Content-Type", "application/json"));
    }

    /** Creates a document. */
    public Answer create(String json) throws Exception {
        return send("POST", DOCUMENTS, json, Map.of("Content-Type", "application/json"));
    }

    /** Replaces the content of a text, made from a revision. */
    public Answer put(String doc, long revision, String text) throws Exception {
        return send(
                "PUT",
                DOCUMENTS + "/" + doc,
                text,
                Map.of("Content-Type", "text/plain", "If-Match", "\"" + revision + "\""));
    }

    /** Deletes a document. */
    public Answer delete(String doc) throws Exception {
        return send("DELETE", DOCUMENTS + "/" + doc, "", Map.of());
    }
}
