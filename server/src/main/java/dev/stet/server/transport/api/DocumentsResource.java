package dev.stet.server.transport.api;

import dev.stet.ot.OperationType;
import dev.stet.server.auth.Audit;
import dev.stet.server.auth.Permission;
import dev.stet.server.document.EditRefusedException;
import dev.stet.server.document.OpenFailedException;
import dev.stet.server.document.Snapshot;
import dev.stet.server.history.DocumentHistory;
import dev.stet.server.history.Histories;
import dev.stet.server.history.HistoryException;
import dev.stet.server.history.Moment;
import dev.stet.server.history.Wanted;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;

/** Documents: listed, created, read, deleted. Thread-safe. */
final class DocumentsResource {
    static final String DOCUMENTS = "/api/v1/documents";
    static final String DOCUMENT = DOCUMENTS + "/{id}";

    private static final int PAGE = 100;
    private static final int MAX_PAGE = 1_000;

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final String DEFAULT_TYPE = "text";

    private final ApiContext context;

    DocumentsResource(ApiContext context) {
        this.context = context;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", DOCUMENTS, Requirement.USER, this::list),
                new Route("POST", DOCUMENTS, Requirement.USER, this::create),
                new Route("GET", DOCUMENT, Requirement.READ, this::read),
                new Route("DELETE", DOCUMENT, Requirement.OWN, this::delete),
                new Route("POST", DOCUMENT + "/undelete", Requirement.OWN, this::undelete));
    }

    private void list(Exchange exchange) throws ApiException, IOException {
        int limit = Parameters.number(exchange, "limit", 1, MAX_PAGE, PAGE);
        boolean deleted = exchange.query("deleted").filter("true"::equals).isPresent();
        List<Histories.Listed> page =
                context.histories().list(exchange.query("after").orElse(""), limit, deleted);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "documents",
                page.stream()
                        .filter(listed ->
                                mayRead(exchange, listed.info().document().id()))
                        .map(DocumentsResource::described)
                        .toList());
        if (page.size() == limit) {
            answer.put("next", page.getLast().info().document().id());
        }
        exchange.put(HttpHeader.CACHE_CONTROL, "no-store").json(200, answer);
    }

    private boolean mayRead(Exchange exchange, String document) {
        return context.access()
                .grant(exchange.user(), document, exchange.share())
                .filter(grant -> grant.allows(Permission.READ))
                .isPresent();
    }

    private static Map<String, Object> described(Histories.Listed listed) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", listed.info().document().id());
        described.put("docType", listed.info().document().docType());
        described.put("revision", listed.revision());
        described.put("created", Instant.ofEpochMilli(listed.info().createdMs()).toString());
        listed.info()
                .deletedMs()
                .ifPresent(
                        at -> described.put("deleted", Instant.ofEpochMilli(at).toString()));
        return described;
    }

    private void create(Exchange exchange)
            throws ApiException, HistoryException, OpenFailedException, EditRefusedException, IOException {
        JsonBody body = JsonBody.of(exchange.body(context.maxContentBytes()));
        String id = body.text("id").orElseGet(() -> UUID.randomUUID().toString());
        if (!Parameters.isDocument(id)) {
            throw new ApiException(
                    Problem.BAD_MESSAGE, "a document's name has 1 to 128 characters of A-Z a-z 0-9 _ . ~ -, field=id");
        }
        Optional<String> key = Parameters.key(exchange);
        if (key.isPresent() && !body.has("id")) {
            throw new ApiException(Problem.BAD_MESSAGE, "a document that may be made again needs a name, field=id");
        }
        String docType = body.text("docType").orElse(DEFAULT_TYPE);
        Permits.requireToMake(context, exchange, id);
        Optional<Wanted> content =
                body.has("content") ? Optional.of(Representation.ofValue(body.value("content"))) : Optional.empty();
        long revision = context.edits().create(id, docType, content, key, exchange.author());
        Audit.created(exchange.actor(), id);
        created(exchange, id, type(docType).name(), revision);
    }

    static void created(Exchange exchange, String id, String docType, long revision) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id);
        answer.put("docType", docType);
        answer.put("revision", revision);
        exchange.put(HttpHeader.LOCATION, DOCUMENTS + "/" + id)
                .put(HttpHeader.ETAG, EntityTag.of(revision))
                .json(201, answer);
    }

    private OperationType<?, ?> type(String docType) throws ApiException {
        return context.types()
                .find(docType)
                .orElseThrow(() -> new ApiException(Problem.UNKNOWN_DOC_TYPE, "there is no such document type"));
    }

    private void read(Exchange exchange) throws ApiException, HistoryException, OpenFailedException, IOException {
        String id = Parameters.document(exchange);
        Optional<Moment> moment = Parameters.moment(exchange);
        DocumentHistory<?, ?> history = context.histories().of(id);
        OperationType<?, ?> type = type(history.document().docType());
        Representation representation = Representation.accepted(exchange.header(HttpHeader.ACCEPT), type);
        Optional<Snapshot> head = moment.isEmpty() ? Optional.of(context.edits().head(id)) : Optional.empty();
        long revision = head.isPresent() ? head.get().revision() : history.revision(moment.orElseThrow());
        boolean fixed = moment.filter(Moment.AtRevision.class::isInstance).isPresent();
        exchange.put(HttpHeader.ETAG, EntityTag.of(revision))
                .put(HttpHeader.VARY, "Accept")
                .put(HttpHeader.CACHE_CONTROL, fixed ? "private, max-age=3600" : "private, no-cache")
                .put(HttpHeader.LAST_MODIFIED, httpDate(history.timeMs(revision)))
                .put("Stet-Revision", String.valueOf(revision))
                .put("Stet-Document-Type", type.name());
        Optional<String> known = exchange.header(HttpHeader.IF_NONE_MATCH);
        if (known.isPresent() && EntityTag.matches(known.get(), revision)) {
            exchange.answer(304);
            return;
        }
        Snapshot snapshot = head.isPresent() ? head.get() : history.at(revision);
        exchange.answer(200, representation.contentType(), representation.write(snapshot));
    }

    private static String httpDate(long timeMs) {
        return HTTP_DATE.format(Instant.ofEpochMilli(timeMs));
    }

    private void delete(Exchange exchange) throws ApiException, HistoryException, OpenFailedException, IOException {
        String id = Parameters.document(exchange);
        context.edits().delete(id);
        Audit.deleted(exchange.actor(), id);
        exchange.answer(204);
    }

    private void undelete(Exchange exchange) throws ApiException, HistoryException, OpenFailedException, IOException {
        String id = Parameters.document(exchange);
        long revision = context.edits().undelete(id);
        Audit.restored(exchange.actor(), id);
        exchange.json(200, Map.of("revision", revision));
    }
}
