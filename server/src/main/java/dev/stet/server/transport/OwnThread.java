package dev.stet.server.transport;

import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Has each request go on in a thread of its own, which may block. What is done with it before that is done by the thread that read
 * it, which must not: so a WebSocket is let in without a thread being woken for it.
 *
 * <p>Threads: thread-safe.
 */
final class OwnThread extends Handler.Wrapper {
    private final Executor threads;

    /** @param threads runs each task on a thread that may block */
    OwnThread(Handler handler, Executor threads) {
        super(handler);
        this.threads = threads;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        threads.execute(() -> goOn(request, response, callback));
        return true;
    }

    private void goOn(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Throwable e) { // whatever it is, the request is answered
            callback.failed(e);
        }
    }
}
