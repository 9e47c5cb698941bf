package dev.stet.server.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what no handler answered with one line of text. What went wrong inside is not told. Thread-safe. */
final class PlainErrors implements Request.Handler {
    private final SecurityHeaders security;

    PlainErrors(SecurityHeaders security) {
        this.security = security;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        boolean fault = request.getAttribute(ErrorHandler.ERROR_EXCEPTION) != null;
        Object why = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        String text = fault || why == null ? HttpStatus.getMessage(response.getStatus()) : why.toString();
        security.put(request, response.getHeaders());
        response.getHeaders().remove(HttpHeader.CONTENT_LENGTH); // that of an answer which was not given
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
