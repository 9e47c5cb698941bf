package dev.stet.server.transport.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API as it describes itself, and a client that compares each answer with that, and remembers which there were. Confined to the
 * test's thread.
 */
final class DescribedApi {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private final JsonNode description;
    private final Schema schema;
    private final Set<String> seen = new TreeSet<>();
    private Http http;

    private DescribedApi(Http http, JsonNode description) {
        this.http = http;
        this.description = description;
        this.schema = new Schema(description);
    }

    /** Asks a server for its description. */
    static DescribedApi of(Http http) throws Exception {
        return new DescribedApi(
                http, http.send("GET", "/api/v1/openapi.json", "", Map.of()).json());
    }

    /** Asks another server from now on, of the same description. */
    void ask(Http other) {
        http = other;
    }

    JsonNode description() {
        return description;
    }

    /** Returns all operations: {@code GET /api/v1/documents}. */
    Set<String> operations() {
        Set<String> described = new TreeSet<>();
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> described.add(operation.getKey().toUpperCase() + " " + path.getKey())));
        return described;
    }

    /** Returns all operations, each with the statuses that it names: {@code GET /api/v1/documents 200}. */
    Set<String> statuses() {
        Set<String> statuses = new TreeSet<>();
        for (String operation : operations()) {
            String[] parts = operation.split(" ");
            responses(parts[0], parts[1]).propertyNames().stream()
                    .filter(status -> !status.equals("default"))
                    .forEach(status -> statuses.add(operation + " " + status));
        }
        return statuses;
    }

    private JsonNode responses(String method, String template) {
        return description.get("paths").get(template).get(method.toLowerCase()).get("responses");
    }

    /** Returns which of {@link #statuses} there were. */
    Set<String> seen() {
        return seen;
    }

    /** Remembers an answer that was looked at otherwise. */
    void saw(String status) {
        seen.add(status);
    }

    /** Makes a request, and checks its answer against the description of its operation. */
    Http.Answer call(int status, String method, String template, String path, String body, Map<String, String> headers)
            throws Exception {
        Http.Answer answer = http.send(method, path, body, headers);
        assertThat(answer.status()).as("%s %s: %s", method, path, answer).isEqualTo(status);
        JsonNode responses = responses(method, template);
        JsonNode response =
                schema.resolve(responses.has("" + status) ? responses.get("" + status) : responses.path("default"));
        assertThat(response.isMissingNode())
                .as("%s %s describes %d", method, template, status)
                .isFalse();
        seen.add(method + " " + template + " " + status);
        checkBody(answer, response);
        response.path("headers")
                .properties()
                .forEach(header -> assertThat(answer.header(header.getKey()))
                        .as(header.getKey())
                        .isNotEmpty());
        return answer;
    }

    private void checkBody(Http.Answer answer, JsonNode response) {
        String mediaType = answer.header("Content-Type").split(";")[0];
        if (!response.has("content")) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        JsonNode content = response.get("content").get(mediaType);
        assertThat(content).as("%s of %s", mediaType, answer).isNotNull();
        List<JsonNode> values = new ArrayList<>();
        switch (mediaType) {
            case "application/json" -> values.add(answer.json());
            case "application/x-ndjson" ->
                answer.body()
                        .lines()
                        .forEach(line -> values.add(JsonMapper.shared().readTree(line)));
            default -> values.add(JsonMapper.shared().valueToTree(answer.body()));
        }
        values.forEach(value -> assertThat(schema.faults(value, content.get("schema")))
                .as("%s", value)
                .isEmpty());
    }
}
