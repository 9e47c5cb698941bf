package dev.stet.server.transport;

import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a backup of the whole store, as it is written: {@code GET /api/v1/backup}. If it fails half way the connection is cut;
 * an archive says by its end that it is whole. Thread-safe; each backup blocks a thread.
 */
final class BackupHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(BackupHandler.class);
    private static final String PATH = "/api/v1/backup";

    private final HttpServer.Backup backup;

    BackupHandler(HttpServer.Backup backup) {
        this.backup = backup;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).equals(PATH) || !HttpMethod.GET.is(request.getMethod())) {
            return false;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            backup.to(out);
        } catch (IOException | RuntimeException e) {
            LOG.warn("a backup was cut short", e);
            callback.failed(e);
            return true;
        }
        callback.succeeded();
        return true;
    }
}
