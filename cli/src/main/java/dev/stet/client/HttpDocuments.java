package dev.stet.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A server's documents by its HTTP interface: the one place where it is called. What is asked of a document that is not
 * there, or in a way that the server does not take, is a {@link RefusedException}; a server that cannot be reached is any
 * other {@link IOException}.
 *
 * <p>Threads: thread-safe; each call blocks until the server has answered.
 */
public final class HttpDocuments implements AutoCloseable {
    private static final String DOCUMENTS = "/api/v1/documents";
    private static final int NOT_FOUND = 404;

    private final HttpExchanges http;

    /** @param server the server's address: {@code http://host:port} */
    public HttpDocuments(URI server) {
        this(server, Optional.empty());
    }

    /**
     * @param server the server's address: {@code http://host:port}
     * @param token says who asks; empty for a guest
     */
    public HttpDocuments(URI server, Optional<String> token) {
        this.http = new HttpExchanges(server, token);
    }

    /**
     * Returns a document at its newest durable revision, a text as it is and anything else as JSON; nothing if there is
     * no such document.
     */
    public Optional<String> content(String doc) throws IOException, InterruptedException {
        try {
            return Optional.of(http.text("GET", path(doc), BodyPublishers.noBody(), Map.of())
                    .body());
        } catch (RefusedException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Returns a document's content. */
    public DocumentContent read(String doc, Moment moment, MediaType form) throws IOException, InterruptedException {
        return read(doc, moment, form.httpName());
    }

    /** Returns a document's content in the form that suits its type best: a text as it is, anything else as JSON. */
    public DocumentContent read(String doc, Moment moment) throws IOException, InterruptedException {
        return read(doc, moment, "*/*");
    }

    private DocumentContent read(String doc, Moment moment, String accept) throws IOException, InterruptedException {
        HttpExchanges.Answer answer =
                http.text("GET", path(doc) + moment.query(), BodyPublishers.noBody(), Map.of("Accept", accept));
        return new DocumentContent(
                Long.parseLong(answer.header("Stet-Revision")), answer.header("Stet-Document-Type"), answer.body());
    }

    /**
     * Returns documents in the order of their ids.
     *
     * @param after those whose ids come after this one; the empty string for all
     * @param limit at most so many
     * @param deleted whether to list deleted ones too
     */
    public List<DocumentSummary> list(String after, int limit, boolean deleted)
            throws IOException, InterruptedException {
        JsonNode page = http.json(
                "GET",
                DOCUMENTS + "?after=" + encoded(after) + "&limit=" + limit + (deleted ? "&deleted=true" : ""),
                Map.of());
        List<DocumentSummary> documents = new ArrayList<>();
        for (JsonNode each : page.path("documents")) {
            documents.add(new DocumentSummary(
                    each.path("id").asString(),
                    each.path("docType").asString(),
                    each.path("revision").asLong(),
                    Instant.parse(each.path("created").asString()),
                    each.has("deleted")
                            ? Optional.of(Instant.parse(each.path("deleted").asString()))
                            : Optional.empty()));
        }
        return documents;
    }

    /** Creates an empty document, and returns its id, which the server chooses if none is given. */
    public String create(Optional<String> doc, String docType) throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        doc.ifPresent(id -> body.put("id", id));
        body.put("docType", docType);
        return http.json("POST", DOCUMENTS, body).path("id").asString();
    }

    /** Creates an empty document, once however often that is repeated with the same key; returns its id. */
    public String createOnce(String doc, String docType, String key) throws IOException, InterruptedException {
        Map<String, Object> body = Map.of("id", doc, "docType", docType);
        return http.json("POST", DOCUMENTS, body, Map.of("Idempotency-Key", key))
                .path("id")
                .asString();
    }

    /** Creates a document that begins with some content, and returns its revision. */
    public long create(String doc, String docType, MediaType form, String content)
            throws IOException, InterruptedException {
        return revision(http.parsed(http.text(
                "PUT",
                path(doc) + "?docType=" + encoded(docType),
                BodyPublishers.ofString(content),
                Map.of("If-None-Match", "*", "Content-Type", form.httpName()))));
    }

    /** Replaces the content that a document had at a revision, merged with what was written since; returns the revision. */
    public long replace(String doc, long base, MediaType form, String content)
            throws IOException, InterruptedException {
        return revision(http.parsed(http.text(
                "PUT",
                path(doc),
                BodyPublishers.ofString(content),
                Map.of("If-Match", "\"" + base + "\"", "Content-Type", form.httpName()))));
    }

    /** Marks a document as deleted; its log stays. */
    public void delete(String doc) throws IOException, InterruptedException {
        http.json("DELETE", path(doc), Map.of());
    }

    /** Takes a deletion back, and returns the document's revision. */
    public long undelete(String doc) throws IOException, InterruptedException {
        return revision(http.json("POST", path(doc) + "/undelete", Map.of()));
    }

    /** Makes a document what it was, by an operation that all who edit it receive; returns the revision. */
    public long restore(String doc, Moment moment) throws IOException, InterruptedException {
        return revision(http.json("POST", path(doc) + "/restore", moment.field()));
    }

    /**
     * Gives all operations of a range to a consumer, as they come.
     *
     * @param from the first revision, 1 or later
     * @param to the last revision; nothing for the newest
     */
    public void operations(String doc, long from, Optional<Long> to, Consumer<HistoryEntry> consumer)
            throws IOException, InterruptedException {
        String range = "?from=" + from + to.map(last -> "&to=" + last).orElse("");
        try (InputStream stream = http.stream(path(doc) + "/operations" + range);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode entry = HttpExchanges.tree(line);
                consumer.accept(new HistoryEntry(
                        entry.path("revision").asLong(),
                        entry.path("author").asString(),
                        Instant.parse(entry.path("time").asString()),
                        entry.path("op").toString()));
            }
        }
    }

    /** Returns who wrote what of a text, by place. */
    public List<WrittenSpan> blame(String doc, long revision) throws IOException, InterruptedException {
        List<WrittenSpan> spans = new ArrayList<>();
        for (JsonNode each : HttpExchanges.tree(blameJson(doc, revision)).path("spans")) {
            spans.add(new WrittenSpan(
                    each.path("from").asLong(),
                    each.path("to").asLong(),
                    each.path("author").asString(""),
                    each.path("revision").asLong(),
                    each.has("time") ? Instant.parse(each.path("time").asString()) : Instant.EPOCH));
        }
        return spans;
    }

    /** Returns who wrote what of any document, as the server says it in JSON. */
    public String blameJson(String doc, long revision) throws IOException, InterruptedException {
        return http.text("GET", path(doc) + "/blame?revision=" + revision, BodyPublishers.noBody(), Map.of())
                .body();
    }

    /** Returns what was changed between two revisions and by whom, as the server says it in JSON. */
    public String diffJson(String doc, long from, long to) throws IOException, InterruptedException {
        return http.text("GET", path(doc) + "/diff?from=" + from + "&to=" + to, BodyPublishers.noBody(), Map.of())
                .body();
    }

    /** Returns a document's named versions by revision. */
    public List<VersionName> versions(String doc) throws IOException, InterruptedException {
        List<VersionName> versions = new ArrayList<>();
        for (JsonNode each : http.json("GET", path(doc) + "/versions", Map.of()).path("versions")) {
            versions.add(new VersionName(
                    each.path("name").asString(), each.path("revision").asLong()));
        }
        return versions;
    }

    /**
     * Returns if the server takes documents and edits now.
     *
     * @throws IOException if it cannot be reached, or is not ready
     */
    public void requireReady() throws IOException, InterruptedException {
        try {
            http.text("GET", "/readyz", BodyPublishers.noBody(), Map.of());
        } catch (RefusedException e) {
            throw new IOException("it is not ready, status=" + e.status(), e);
        }
    }

    /** Writes a backup archive of the whole store of the server, as it comes; whether it is whole is for a reader to check. */
    public void backup(OutputStream out) throws IOException, InterruptedException {
        try (InputStream archive = http.stream("/api/v1/backup")) {
            archive.transferTo(out);
        }
    }

    private static long revision(JsonNode answer) {
        return answer.path("revision").asLong();
    }

    private static String path(String doc) {
        return DOCUMENTS + "/" + encoded(doc);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
