package dev.stet.server.transport.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each route requires. A new one has to be written down here. */
class RequirementsTest {
    @Test
    void everyRouteRequiresWhatIsWrittenHere() {
        Map<String, Requirement> required = new TreeMap<>();
        routes().forEach(route -> required.put(
                route.method() + " " + route.template().replace("/api/v1/documents", ""), route.requirement()));
        Map<String, Requirement> expected = new TreeMap<>(Map.of(
                "GET /healthz", Requirement.NOTHING,
                "GET /readyz", Requirement.NOTHING,
                "GET /api/v1/openapi.json", Requirement.NOTHING,
                "GET ", Requirement.USER,
                "POST ", Requirement.USER,
                // which of both it is, to make or to replace, is not said by the path
                "PUT /{id}", Requirement.USER));
        Stream.of(
                        "GET /metrics",
                        "GET /api/v1/admin/log-level",
                        "PUT /api/v1/admin/log-level",
                        "GET /api/v1/admin/unprocessable")
                .forEach(operator -> expected.put(operator, Requirement.ADMINISTRATOR));
        Stream.of("GET /api/v1/welcome", "GET /{id}/events", "POST /{id}/events", "POST /{id}/messages")
                .forEach(client -> expected.put(client, Requirement.CLIENT));
        Stream.of("", "/operations", "/timeline", "/blame", "/diff", "/versions")
                .forEach(read -> expected.put("GET /{id}" + read, Requirement.READ));
        Stream.of(
                        "POST /{id}/operations",
                        "POST /{id}/restore",
                        "PUT /{id}/versions",
                        "DELETE /{id}/versions",
                        "PUT /{id}/versions/{name}",
                        "DELETE /{id}/versions/{name}")
                .forEach(edit -> expected.put(edit, Requirement.EDIT));
        Stream.of(
                        "DELETE /{id}",
                        "POST /{id}/undelete",
                        "GET /{id}/access",
                        "PUT /{id}/access",
                        "GET /{id}/shares",
                        "POST /{id}/shares",
                        "DELETE /{id}/shares/{share}")
                .forEach(own -> expected.put(own, Requirement.OWN));
        assertThat(required).isEqualTo(expected);
    }

    @SuppressWarnings("NullAway") // routes are only looked at
    private static List<Route> routes() {
        return new HttpApi(new ApiContext(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        java.util.Optional.empty(),
                        null,
                        null,
                        null,
                        0,
                        0,
                        0))
                .router()
                .routes();
    }
}
