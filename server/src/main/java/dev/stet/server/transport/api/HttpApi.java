package dev.stet.server.transport.api;

import dev.stet.ot.InvalidOperationException;
import dev.stet.server.document.EditRefusedException;
import dev.stet.server.document.OpenFailedException;
import dev.stet.server.history.HistoryException;
import dev.stet.server.storage.StorageException;
import dev.stet.server.telemetry.Telemetry;
import dev.stet.server.transport.entrance.RefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests about documents and about health. Thread-safe; each request blocks a virtual thread of its own. */
public final class HttpApi extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    private final ApiContext context;
    private final Router router;

    public HttpApi(ApiContext context) {
        this.context = context;
        this.router = new Router(Stream.of(
                        new DocumentsResource(context).routes(),
                        new EditsResource(context).routes(),
                        new StreamsResource(context).routes(),
                        new MessagesResource(context).routes(),
                        new HistoryResource(context).routes(),
                        new VersionsResource(context).routes(),
                        new AccessResource(context).routes(),
                        new OperatorResource(context).routes(),
                        new HealthResource(context.health()).routes())
                .flatMap(List::stream)
                .toList());
    }

    Router router() {
        return router;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        Exchange exchange = new Exchange(request, response, callback);
        Telemetry telemetry = context.operator().telemetry();
        long begunNanos = telemetry.now();
        try {
            try {
                Optional<Router.Match> match = router.find(request.getMethod(), path);
                if (match.isEmpty() && !path.startsWith("/api/")) {
                    return false;
                }
                answer(match, exchange);
            } catch (ApiException e) {
                exchange.problem(e);
            }
            telemetry.traffic().answered(exchange.status(), telemetry.now() - begunNanos);
            if (!exchange.goesOn()) {
                callback.succeeded();
            }
        } catch (IOException e) {
            LOG.debug("an answer could not be sent, path={}", path, e);
            callback.failed(e);
        } catch (RuntimeException e) {
            // part of the answer is sent: the client sees that it has no end
            LOG.error("an answer was broken off, path={}", path, e);
            callback.failed(e);
        }
        return true;
    }

    /** Returns the exchange with whoever asks, who is what the route requires. */
    private Exchange permitted(Requirement requirement, Exchange exchange) throws ApiException, RefusedException {
        if (requirement == Requirement.NOTHING) {
            return exchange;
        }
        if (requirement == Requirement.CLIENT) {
            return exchange.byClient(context.entrance(), context.gate());
        }
        if (requirement == Requirement.ADMINISTRATOR) {
            return exchange.byAdministrator(context.entrance(), context.gate());
        }
        Exchange known = exchange.by(context.entrance(), context.gate());
        if (requirement.permission().isPresent()) {
            Permits.require(
                    context,
                    known,
                    Parameters.document(known),
                    requirement.permission().get());
        }
        return known;
    }

    private void answer(Optional<Router.Match> match, Exchange exchange) throws ApiException, IOException {
        try {
            Router.Match found = match.orElseThrow(() -> new ApiException(Problem.NOT_FOUND, "there is nothing here"));
            found.route().endpoint().answer(permitted(found.route().requirement(), exchange.at(found.values())));
        } catch (RefusedException e) {
            throw Failures.of(e);
        } catch (HistoryException e) {
            throw Failures.of(e);
        } catch (OpenFailedException e) {
            throw Failures.of(e);
        } catch (EditRefusedException e) {
            throw Failures.of(e);
        } catch (InvalidOperationException e) {
            throw Failures.of(e);
        } catch (StorageException e) {
            LOG.warn("storage did not do what a request needs, request={}", exchange.what(), e);
            throw exchange.isRead()
                    ? new ApiException(Problem.DOCUMENT_UNAVAILABLE, "the document cannot be read now")
                    : new ApiException(Problem.STORAGE_UNAVAILABLE, "storage does not take writes now");
        } catch (RuntimeException e) {
            if (exchange.isCommitted()) {
                throw e;
            }
            LOG.error("a request could not be answered, request={}", exchange.what(), e);
            throw new ApiException(Problem.INTERNAL, "the server failed");
        }
    }
}
