package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.auth.TestAccounts;
import dev.stet.server.limits.TrafficLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked for over HTTP counts like what comes over connections. */
class HttpTrafficTest extends WithTrafficLimits {
    @Test
    void loginsThatFailOverHttpAreCountedByAddressWithThoseOfConnections() throws Exception {
        start(new TrafficLimits(Duration.ofSeconds(1), 0, 0, 0, 0, 3, 0, 0, 0, 0, 0), behindProxy());
        Http http = new Http(server);
        String forged = TestAccounts.forged(token("ada"));
        for (String path : List.of("/api/v1/documents", "/metrics", "/api/v1/backup")) {
            assertThat(http.send("GET", "/api/v1/documents", "", from("192.0.2.7", token("ada")))
                            .status())
                    .as("who is let in costs nothing")
                    .isEqualTo(200);
            assertThat(http.send("GET", path, "", from("192.0.2.7", forged)).status())
                    .isEqualTo(401);
        }
        for (String token : List.of(forged, token("ada"))) {
            Http.Answer refused = http.send("GET", "/api/v1/documents", "", from("192.0.2.7", token));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("rate_limited");
            assertThat(refused.json().get("retryAfterMs").asLong()).isBetween(1L, 1_000L);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
        }
        for (String path : List.of("/metrics", "/api/v1/backup")) {
            assertThat(http.send("GET", path, "", from("192.0.2.7", token("ada")))
                            .status())
                    .isEqualTo(429);
        }
        try (WireSocket wire = asked("ada-0001", "ada", Map.of("X-Forwarded-For", "192.0.2.7"))) {
            assertThat(wire.status()).isEqualTo(429);
        }
        assertThat(http.send("GET", "/api/v1/documents", "", from("192.0.2.8", token("ada")))
                        .status())
                .isEqualTo(200);
        passes(Duration.ofSeconds(1));
        assertThat(http.send("GET", "/api/v1/documents", "", from("192.0.2.7", token("ada")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void requestsAreCountedWithMessages() throws Exception {
        start(rates(1, 0, 0, 0, 0));
        Http http = new Http(server);
        Map<String, String> ada = Map.of("Authorization", "Bearer " + token("ada"));
        for (int i = 0; i < 10; i++) {
            assertThat(http.send("GET", "/api/v1/documents", "", ada).status()).isEqualTo(200);
        }
        Http.Answer refused = http.send("GET", "/api/v1/documents", "", ada);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("rate_limited");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(http.send("GET", "/api/v1/backup", "", ada).status()).isEqualTo(429);
        assertThat(refused.json().get("retryAfterMs").asLong()).isBetween(1L, 1_000L);
        Map<String, String> grace = Map.of("Authorization", "Bearer " + token("grace"));
        assertThat(http.send("GET", "/api/v1/documents", "", grace).status()).isEqualTo(200);
        assertThat(http.send("GET", "/healthz", "", Map.of()).status()).isEqualTo(200);
        try (RawClient connected = connect("ada-0001", "ada")) {
            connected.send("{\"type\":\"ping\"}");
            connected.expectError("rate_limited");
        }
    }

    @Test
    void bodiesAreCountedWithFrames() throws Exception {
        start(rates(0, 1_000, 0, 0, 0)); // ten thousand are saved up
        Http http = new Http(server);
        Map<String, String> ada =
                Map.of("Authorization", "Bearer " + token("ada"), "Content-Type", "text/plain", "If-None-Match", "*");
        assertThat(http.send("PUT", "/api/v1/documents/one", "x".repeat(9_000), ada)
                        .status())
                .isEqualTo(201);
        assertThat(http.send("PUT", "/api/v1/documents/two", "x".repeat(9_000), ada)
                        .status())
                .isEqualTo(429);
    }
}
