package dev.stet.server.transport.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the server works, and what it answers. Thread-safe. */
final class HealthResource {
    private static final Logger LOG = LoggerFactory.getLogger(HealthResource.class);
    private static final String DESCRIPTION = "openapi.json";

    private final Health health;

    HealthResource(Health health) {
        this.health = health;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/healthz", Requirement.NOTHING, this::alive),
                new Route("GET", "/readyz", Requirement.NOTHING, this::ready),
                new Route("GET", "/api/v1/openapi.json", Requirement.NOTHING, this::describe));
    }

    private void alive(Exchange exchange) throws IOException {
        exchange.put(HttpHeader.CACHE_CONTROL, "no-store").text(200, "ok\n");
    }

    private void ready(Exchange exchange) throws IOException {
        exchange.put(HttpHeader.CACHE_CONTROL, "no-store");
        Optional<String> problem;
        try {
            problem = health.problem().join();
        } catch (CompletionException e) {
            LOG.error("readiness cannot be found out", e);
            problem = Optional.of("unknown");
        }
        exchange.text(problem.isPresent() ? 503 : 200, problem.orElse("ready") + "\n");
    }

    private void describe(Exchange exchange) throws IOException {
        try (InputStream in = HealthResource.class.getResourceAsStream(DESCRIPTION)) {
            exchange.put(HttpHeader.CACHE_CONTROL, "no-cache")
                    .answer(200, Exchange.JSON, Objects.requireNonNull(in).readAllBytes());
        }
    }
}
