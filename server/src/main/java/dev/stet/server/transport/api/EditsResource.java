package dev.stet.server.transport.api;

import dev.stet.ot.OperationType;
import dev.stet.server.auth.Audit;
import dev.stet.server.auth.Permission;
import dev.stet.server.document.EditRefusedException;
import dev.stet.server.document.OpenFailedException;
import dev.stet.server.history.HistoryException;
import dev.stet.server.history.Moment;
import dev.stet.server.history.Wanted;
import dev.stet.server.protocol.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/** Changes of content: by an operation, by the whole content, by going back. Thread-safe. */
final class EditsResource {
    private final ApiContext context;
    private final EditLimits limits;

    EditsResource(ApiContext context) {
        this.context = context;
        this.limits = new EditLimits(context);
    }

    List<Route> routes() {
        return List.of(
                new Route("PUT", DocumentsResource.DOCUMENT, Requirement.USER, this::put),
                new Route("POST", DocumentsResource.DOCUMENT + "/operations", Requirement.EDIT, this::apply),
                new Route("POST", DocumentsResource.DOCUMENT + "/restore", Requirement.EDIT, this::restore));
    }

    private void apply(Exchange exchange)
            throws ApiException, HistoryException, OpenFailedException, EditRefusedException, IOException {
        String id = Parameters.document(exchange);
        Optional<String> key = Parameters.key(exchange);
        JsonBody body = JsonBody.of(exchange.body(context.maxBodyBytes()));
        long base = body.revision("revision")
                .orElseThrow(() -> new ApiException(Problem.BAD_MESSAGE, "a field is missing, field=revision"));
        Object operation = body.value("op");
        if (operation == null) {
            throw new ApiException(Problem.BAD_MESSAGE, "a field is missing, field=op");
        }
        int bytes = Json.of(operation).encoded().length;
        if (bytes > context.maxOperationBytes()) {
            throw new ApiException(
                    Problem.OPERATION_TOO_LARGE,
                    "the operation is too long, maxOperationBytes=" + context.maxOperationBytes());
        }
        limits.requireRoom(id);
        limits.requireWork(exchange.author(), context.edits().head(id).revision() - base, bytes);
        edited(exchange, context.edits().apply(id, base, operation, key, exchange.author()));
    }

    private void put(Exchange exchange)
            throws ApiException, HistoryException, OpenFailedException, EditRefusedException, IOException {
        String id = Parameters.document(exchange);
        Optional<String> match = exchange.header(HttpHeader.IF_MATCH);
        if (match.isPresent()) {
            replace(exchange, id, match.get());
        } else if (exchange.header(HttpHeader.IF_NONE_MATCH)
                .filter(EntityTag::isAny)
                .isPresent()) {
            create(exchange, id);
        } else {
            throw new ApiException(
                    Problem.PRECONDITION_REQUIRED,
                    "say which revision the content was made from, If-Match: \"REVISION\", or that there is no document"
                            + " yet, If-None-Match: *");
        }
    }

    private void replace(Exchange exchange, String id, String match)
            throws ApiException, HistoryException, OpenFailedException, EditRefusedException, IOException {
        Permits.require(context, exchange, id, Permission.EDIT);
        Optional<String> key = Parameters.key(exchange);
        requireRevision(key, match);
        String docType = context.histories().of(id).document().docType();
        OperationType<?, ?> type = context.types().find(docType).orElseThrow();
        Wanted wanted = content(exchange, type);
        limits.requireRoom(id);
        try {
            edited(exchange, context.edits().put(id, base(match), wanted, key, exchange.author()));
        } catch (HistoryException e) {
            if (e.reason() == HistoryException.Reason.NO_SUCH_REVISION) {
                throw new ApiException(Problem.PRECONDITION_FAILED, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static void requireRevision(Optional<String> key, String match) throws ApiException {
        if (key.isPresent() && EntityTag.isAny(match)) {
            throw new ApiException(
                    Problem.BAD_MESSAGE, "an edit that may be repeated needs a revision, header=If-Match");
        }
    }

    private static Moment base(String match) throws ApiException {
        if (EntityTag.isAny(match)) {
            return new Moment.Newest();
        }
        return EntityTag.revision(match)
                .map(Moment.AtRevision::new)
                .orElseThrow(() -> new ApiException(
                        Problem.BAD_MESSAGE, "one revision in quotation marks is wanted, header=If-Match"));
    }

    private void create(Exchange exchange, String id)
            throws ApiException, HistoryException, OpenFailedException, EditRefusedException, IOException {
        Permits.requireToMake(context, exchange, id);
        String docType = exchange.query("docType").orElseGet(() -> usualType(exchange));
        OperationType<?, ?> type = context.types()
                .find(docType)
                .orElseThrow(() -> new ApiException(Problem.UNKNOWN_DOC_TYPE, "there is no such document type"));
        Wanted wanted = content(exchange, type);
        try {
            long revision = context.edits()
                    .create(id, docType, Optional.of(wanted), Parameters.key(exchange), exchange.author());
            Audit.created(exchange.actor(), id);
            DocumentsResource.created(exchange, id, type.name(), revision);
        } catch (HistoryException e) {
            if (e.reason() == HistoryException.Reason.EXISTS) {
                throw new ApiException(Problem.PRECONDITION_FAILED, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** Returns the type that a document gets if only its content is known. */
    private static String usualType(Exchange exchange) {
        return exchange.header(HttpHeader.CONTENT_TYPE)
                .flatMap(Representation::of)
                .map(Representation::usualType)
                .orElse("text");
    }

    private Wanted content(Exchange exchange, OperationType<?, ?> type) throws ApiException, IOException {
        return Representation.sent(exchange.header(HttpHeader.CONTENT_TYPE), type)
                .read(exchange.body(context.maxContentBytes()));
    }

    private void restore(Exchange exchange)
            throws ApiException, HistoryException, OpenFailedException, EditRefusedException, IOException {
        String id = Parameters.document(exchange);
        JsonBody body = JsonBody.of(exchange.body(context.maxBodyBytes()));
        Moment moment = Parameters.moment(body.revision("revision"), body.text("at"), body.text("version"))
                .orElseThrow(() ->
                        new ApiException(Problem.BAD_MESSAGE, "one of revision, at and version is wanted in the body"));
        limits.requireRoom(id);
        Optional<String> key = Parameters.key(exchange);
        String match = exchange.header(HttpHeader.IF_MATCH).orElse(EntityTag.ANY);
        requireRevision(key, match);
        edited(exchange, context.edits().restore(id, moment, base(match), key, exchange.author()));
    }

    private static void edited(Exchange exchange, long revision) throws IOException {
        exchange.json(200, Map.of("revision", revision));
    }
}
