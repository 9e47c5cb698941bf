package dev.stet.server.transport.api;

import dev.stet.server.health.Health;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what whoever runs the server asks on a port of its own, without asking who they are. Thread-safe; may block. */
public final class OperatorApi extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorApi.class);

    private final Router router;

    /** @param metrics all numbers, in Prometheus' text form */
    public OperatorApi(Health health, Supplier<String> metrics) {
        this.router = new Router(Stream.concat(
                        Stream.of(new Route(
                                "GET",
                                OperatorResource.METRICS,
                                Requirement.NOTHING,
                                exchange -> OperatorResource.metrics(exchange, metrics))),
                        new HealthResource(health).probes().stream())
                .toList());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(request, response, callback);
        try {
            answer(exchange, request.getMethod(), Request.getPathInContext(request));
            callback.succeeded();
        } catch (IOException | RuntimeException e) {
            LOG.warn("an operator's request was not answered", e);
            callback.failed(e);
        }
        return true;
    }

    private void answer(Exchange exchange, String method, String path) throws IOException {
        try {
            Optional<Router.Match> match = router.find(method, path);
            match.orElseThrow(() -> new ApiException(Problem.NOT_FOUND, "there is nothing here"))
                    .route()
                    .endpoint()
                    .answer(exchange);
        } catch (ApiException e) {
            exchange.problem(e);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("nothing here has to do with documents", e);
        }
    }
}
