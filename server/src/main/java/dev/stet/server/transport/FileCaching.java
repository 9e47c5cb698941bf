package dev.stet.server.transport;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Says how long browsers may keep a file: those under {@code /assets/} carry a hash of their content in their names and
 * never change. All others are not kept: in a reproducible build a page that names other assets has the same length and the
 * same time as the one before, so no entity tag would tell them apart. Thread-safe.
 */
final class FileCaching extends Handler.Wrapper {
    FileCaching(Handler files) {
        super(files);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean hashed = Request.getPathInContext(request).startsWith("/assets/");
        response.getHeaders()
                .put(HttpHeader.CACHE_CONTROL, hashed ? "public, max-age=31536000, immutable" : "no-store");
        return super.handle(request, response, callback);
    }
}
