package dev.stet.server.transport.api;

import dev.stet.server.health.Health;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;

/** Whether the server works, and what it answers. Thread-safe. */
final class HealthResource {
    private static final String DESCRIPTION = "openapi.json";

    private final Health health;

    HealthResource(Health health) {
        this.health = health;
    }

    List<Route> routes() {
        return Stream.concat(
                        probes().stream(),
                        Stream.of(new Route("GET", "/api/v1/openapi.json", Requirement.NOTHING, this::describe)))
                .toList();
    }

    List<Route> probes() {
        return List.of(
                new Route("GET", "/healthz", Requirement.NOTHING, this::alive),
                new Route("GET", "/readyz", Requirement.NOTHING, this::ready));
    }

    private void alive(Exchange exchange) throws IOException {
        answer(exchange, health.alive());
    }

    private void ready(Exchange exchange) throws IOException {
        answer(exchange, health.ready());
    }

    private static void answer(Exchange exchange, Health.Report report) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", report.isGood() ? Health.Report.GOOD : "failing");
        answer.put("parts", report.parts());
        exchange.put(HttpHeader.CACHE_CONTROL, "no-store").json(report.isGood() ? 200 : 503, answer);
    }

    private void describe(Exchange exchange) throws IOException {
        try (InputStream in = HealthResource.class.getResourceAsStream(DESCRIPTION)) {
            exchange.put(HttpHeader.CACHE_CONTROL, "no-cache")
                    .answer(200, Exchange.JSON, Objects.requireNonNull(in).readAllBytes());
        }
    }
}
