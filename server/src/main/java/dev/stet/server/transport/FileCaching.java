package dev.stet.server.transport;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Says how long browsers may keep a file: those under {@code /assets/} carry a hash of their content in their names and
 * never change. All others are fetched each time, without an entity tag or a time: in a reproducible build a page that names other
 * assets has the same length and the same time as the one before, so nothing would tell them apart. They may be kept, though,
 * as they were left: else going back to a page would load and connect it anew. Thread-safe.
 */
final class FileCaching extends Handler.Wrapper {
    FileCaching(Handler files) {
        super(files);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean hashed = Request.getPathInContext(request).startsWith("/assets/");
        response.getHeaders()
                .put(HttpHeader.CACHE_CONTROL, hashed ? "public, max-age=31536000, immutable" : "no-cache");
        if (!hashed) {
            request.addHttpStreamWrapper(stream -> new HttpStream.Wrapper(stream) {
                @Override
                public void prepareResponse(HttpFields.Mutable headers) {
                    headers.remove(HttpHeader.ETAG);
                    headers.remove(HttpHeader.LAST_MODIFIED);
                    super.prepareResponse(headers);
                }
            });
        }
        return super.handle(request, response, callback);
    }
}
