package dev.stet.server.transport.api;

import dev.stet.server.history.Change;
import dev.stet.server.history.DocumentHistory;
import dev.stet.server.history.HistoryException;
import dev.stet.server.history.Moment;
import dev.stet.server.history.Part;
import dev.stet.server.history.Sitting;
import dev.stet.server.history.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/** A document's past: its log, who worked on it when, who wrote what, what changed. Thread-safe. */
final class HistoryResource {
    private static final String NDJSON = "application/x-ndjson";

    private static final int USUAL_PAUSE_SECONDS = 300;
    private static final int MAX_PAUSE_SECONDS = 1_000_000;
    private static final int USUAL_SITTINGS = 200;
    private static final int MAX_SITTINGS = 1_000;

    private final ApiContext context;

    HistoryResource(ApiContext context) {
        this.context = context;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", DocumentsResource.DOCUMENT + "/operations", Requirement.READ, this::operations),
                new Route("GET", DocumentsResource.DOCUMENT + "/timeline", Requirement.READ, this::timeline),
                new Route("GET", DocumentsResource.DOCUMENT + "/blame", Requirement.READ, this::blame),
                new Route("GET", DocumentsResource.DOCUMENT + "/diff", Requirement.READ, this::diff));
    }

    private DocumentHistory<?, ?> history(Exchange exchange) throws ApiException, HistoryException {
        return context.histories().of(Parameters.document(exchange));
    }

    private void operations(Exchange exchange) throws ApiException, HistoryException, IOException {
        DocumentHistory<?, ?> history = history(exchange);
        long to = revision(exchange, "to", history, history.head());
        long from = Parameters.revision(exchange, "from").orElse(1L);
        if (from < 1 || from > to + 1) {
            throw new ApiException(
                    Problem.BAD_MESSAGE, "operations are numbered from 1, and end after they begin, parameter=from");
        }
        exchange.put(HttpHeader.CACHE_CONTROL, "private, no-cache");
        OutputStream out = exchange.stream(NDJSON);
        if (!exchange.isHead()) {
            new OperationLines(history, out).write(from - 1, to);
        }
        out.close(); // not if that failed: an answer that was broken off must not look whole
    }

    private void timeline(Exchange exchange) throws ApiException, HistoryException, IOException {
        DocumentHistory<?, ?> history = history(exchange);
        long to = revision(exchange, "to", history, history.head());
        Optional<Long> from = Parameters.revision(exchange, "from");
        if (from.isPresent() && (from.get() < 1 || from.get() > to + 1)) {
            throw new ApiException(
                    Problem.BAD_MESSAGE, "operations are numbered from 1, and end after they begin, parameter=from");
        }
        int pause = Parameters.number(exchange, "pause", 1, MAX_PAUSE_SECONDS, USUAL_PAUSE_SECONDS);
        int limit = Parameters.number(exchange, "limit", 2, MAX_SITTINGS, USUAL_SITTINGS);
        Timeline timeline = history.timeline(from, to, new Timeline.View(pause * 1_000L, limit));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("from", timeline.from());
        answer.put("to", timeline.to());
        answer.put(
                "sittings",
                timeline.sittings().stream().map(HistoryResource::sitting).toList());
        exchange.put(HttpHeader.CACHE_CONTROL, "private, no-cache").json(200, answer);
    }

    private static Map<String, Object> sitting(Sitting sitting) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("first", sitting.first());
        described.put("last", sitting.last());
        described.put("begun", Instant.ofEpochMilli(sitting.begunMs()).toString());
        described.put("ended", Instant.ofEpochMilli(sitting.endedMs()).toString());
        described.put("authors", sitting.authors());
        if (sitting.squashed()) {
            described.put("squashed", true);
        }
        return described;
    }

    private void blame(Exchange exchange) throws ApiException, HistoryException, IOException {
        DocumentHistory<?, ?> history = history(exchange);
        long revision = history.revision(Parameters.moment(exchange).orElseGet(Moment.Newest::new));
        long from = Parameters.revision(exchange, "from").orElse(0L);
        requireOrder(from, revision);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("revision", revision);
        answer.put("spans", spans(history.authorship(from, revision)));
        exchange.put(HttpHeader.CACHE_CONTROL, "private, no-cache").json(200, answer);
    }

    private void diff(Exchange exchange) throws ApiException, HistoryException, IOException {
        DocumentHistory<?, ?> history = history(exchange);
        long to = revision(exchange, "to", history, history.head());
        long from = Parameters.revision(exchange, "from").orElse(0L);
        requireOrder(from, to);
        Change change = history.change(from, to);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("from", from);
        answer.put("to", to);
        answer.put("op", change.operation());
        answer.put("added", spans(change.added()));
        answer.put("removed", spans(change.removed()));
        exchange.put(HttpHeader.CACHE_CONTROL, "private, no-cache").json(200, answer);
    }

    /** Returns a revision that there is. */
    private static long revision(Exchange exchange, String name, DocumentHistory<?, ?> history, long otherwise)
            throws ApiException, HistoryException {
        return history.revision(
                new Moment.AtRevision(Parameters.revision(exchange, name).orElse(otherwise)));
    }

    private static void requireOrder(long from, long to) throws ApiException {
        if (from > to) {
            throw new ApiException(Problem.BAD_MESSAGE, "the past is looked at forwards, from=" + from + " to=" + to);
        }
    }

    private static List<Map<String, Object>> spans(List<Part> parts) {
        return parts.stream().map(HistoryResource::span).toList();
    }

    private static Map<String, Object> span(Part part) {
        Map<String, Object> span = new LinkedHashMap<>();
        if (!part.path().isEmpty()) {
            span.put("path", part.path());
        }
        span.put("from", part.from());
        span.put("to", part.to());
        part.by().ifPresent(by -> {
            span.put("author", by.author());
            span.put("revision", by.revision());
            span.put("time", Instant.ofEpochMilli(by.timeMs()).toString());
        });
        return span;
    }
}
