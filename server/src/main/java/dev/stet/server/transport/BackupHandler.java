package dev.stet.server.transport;

import dev.stet.server.auth.AccessControl;
import dev.stet.server.auth.User;
import dev.stet.server.transport.entrance.Entrance;
import dev.stet.server.transport.entrance.Gate;
import dev.stet.server.transport.entrance.RefusedException;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
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
    private final Entrance entrance;
    private final Gate gate;
    private final AccessControl access;

    /**
     * @param entrance who asks
     * @param gate whether they ask too often
     * @param access whether they own everything: nobody else gets everything
     */
    BackupHandler(HttpServer.Backup backup, Entrance entrance, Gate gate, AccessControl access) {
        this.backup = backup;
        this.entrance = entrance;
        this.gate = gate;
        this.access = access;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!Request.getPathInContext(request).equals(PATH) || !HttpMethod.GET.is(request.getMethod())) {
            return false;
        }
        try {
            User user = gate.admit(request, () -> entrance.admit(request)).user();
            gate.request(request, user.id(), 0);
            if (!access.ownsEverything(user)) {
                Response.writeError(
                        request,
                        response,
                        callback,
                        HttpStatus.FORBIDDEN_403,
                        "only who owns every document may do this");
                return true;
            }
        } catch (RefusedException e) {
            if (e.retryAfterMs() > 0) {
                response.getHeaders().put(HttpHeader.RETRY_AFTER, e.retryAfterSeconds());
            }
            Response.writeError(request, response, callback, e.reason().status(), String.valueOf(e.getMessage()));
            return true;
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
