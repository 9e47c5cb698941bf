package dev.stet.server.transport;

import dev.stet.server.document.DocumentRegistry;
import dev.stet.server.document.OpenFailedException;
import dev.stet.server.document.Snapshot;
import dev.stet.server.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Answers requests about documents and about health. {@code PROTOCOL.md} lists them. Thread-safe. */
final class HttpApi extends Handler.Abstract.NonBlocking {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final Pattern DOCUMENT = Pattern.compile("/api/v1/documents/([A-Za-z0-9_.~-]{1,128})");

    private final DocumentRegistry documents;
    private final Health health;

    HttpApi(DocumentRegistry documents, Health health) {
        this.documents = documents;
        this.health = health;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        Matcher document = DOCUMENT.matcher(path);
        if (document.matches()) {
            whenRead(request, response, callback, () -> read(document.group(1), response, callback));
        } else if (path.equals("/healthz")) {
            whenRead(request, response, callback, () -> text(response, callback, HttpStatus.OK_200, "ok\n"));
        } else if (path.equals("/readyz")) {
            whenRead(request, response, callback, () -> ready(response, callback));
        } else if (path.startsWith("/api/")) {
            failure(response, callback, HttpStatus.NOT_FOUND_404, "not_found", "there is nothing here");
        } else {
            return false;
        }
        return true;
    }

    private static void whenRead(Request request, Response response, Callback callback, Runnable answer) {
        if (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            answer.run();
        } else {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            failure(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "method_not_allowed", "this is only read");
        }
    }

    private void read(String id, Response response, Callback callback) {
        CompletableFuture<Snapshot> snapshot = documents.find(id).thenCompose(document -> document.snapshot());
        var unused = snapshot.whenComplete((found, failure) -> {
            if (failure == null) {
                document(response, callback, found);
            } else {
                refused(response, callback, failure);
            }
        });
    }

    private static void document(Response response, Callback callback, Snapshot snapshot) {
        response.getHeaders().put(HttpHeader.ETAG, "\"" + snapshot.revision() + "\"");
        response.getHeaders().put("Stet-Revision", String.valueOf(snapshot.revision()));
        response.getHeaders().put("Stet-Document-Type", snapshot.docType());
        Optional<String> text = snapshot.text();
        if (text.isPresent()) {
            text(response, callback, HttpStatus.OK_200, text.get());
        } else {
            write(response, callback, HttpStatus.OK_200, "application/json", snapshot.encode());
        }
    }

    private static void refused(Response response, Callback callback, Throwable failure) {
        Optional<OpenFailedException> known = OpenFailedException.in(failure);
        if (known.isEmpty()) {
            LOG.error("a document cannot be read", failure);
            failure(response, callback, 500, ErrorCode.INTERNAL.wireName(), "the document cannot be read");
        } else if (known.get().reason() == OpenFailedException.Reason.NOT_FOUND) {
            failure(response, callback, 404, ErrorCode.DOC_NOT_FOUND.wireName(), "there is no such document");
        } else {
            failure(
                    response,
                    callback,
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    ErrorCode.DOCUMENT_UNAVAILABLE.wireName(),
                    "the document cannot be read now");
        }
    }

    private void ready(Response response, Callback callback) {
        var unused = health.problem().whenComplete((problem, failure) -> {
            if (failure != null) {
                LOG.error("readiness cannot be found out", failure);
                text(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "unknown\n");
            } else if (problem.isPresent()) {
                text(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, problem.get() + "\n");
            } else {
                text(response, callback, HttpStatus.OK_200, "ready\n");
            }
        });
    }

    private static void failure(Response response, Callback callback, int status, String code, String message) {
        byte[] json = JsonMapper.shared().writeValueAsBytes(Map.of("code", code, "message", message));
        write(response, callback, status, "application/json", json);
    }

    private static void text(Response response, Callback callback, int status, String text) {
        write(response, callback, status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Response response, Callback callback, int status, String type, byte[] content) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        response.write(true, java.nio.ByteBuffer.wrap(content), callback);
    }
}
