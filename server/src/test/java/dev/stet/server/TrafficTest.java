package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.server.auth.Role;
import dev.stet.server.auth.TestAccounts;
import dev.stet.server.limits.AddressPolicy;
import dev.stet.server.limits.AddressRange;
import dev.stet.server.limits.ForwardedHeader;
import dev.stet.server.limits.TrafficLimits;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much users, addresses and documents may use, at the edge and past it. What was used comes back by a clock that the test
 * moves, so that no test depends on how fast the machine is.
 */
class TrafficTest {
    private static final TrafficLimits NONE = TrafficLimits.NONE;
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String SUBPROTOCOL = "stet.v1.json";

    @TempDir
    Path folder;

    final AtomicLong nanos = new AtomicLong();
    StetServer server;
    TestAccounts accounts;

    private void start(TrafficLimits traffic, AddressPolicy addresses) throws Exception {
        start(traffic, addresses, nanos::get);
    }

    private void start(TrafficLimits traffic, AddressPolicy addresses, LongSupplier clock) throws Exception {
        accounts = new TestAccounts(folder);
        server = StetServer.start(
                ServerConfig.DEFAULT
                        .listeningOn("127.0.0.1", 0)
                        .with(accounts.settings())
                        .with(traffic)
                        .with(addresses),
                H2Storage.open(folder.resolve("data"), Durability.RELAXED),
                Access::of,
                clock);
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void start(TrafficLimits traffic) throws Exception {
        start(traffic, AddressPolicy.DEFAULT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static TrafficLimits rates(long messages, long bytes, long transform, long operations, int offences) {
        return new TrafficLimits(LONG, messages, bytes, transform, operations, 0, offences, 0, 0, 0, 0);
    }

    private static TrafficLimits counts(int connections, int ofUser, int ofAddress, int documents) {
        return new TrafficLimits(LONG, 0, 0, 0, 0, 0, 0, connections, ofUser, ofAddress, documents);
    }

    private String token(String user) {
        return accounts.token(user, Map.of("*", Role.EDITOR));
    }

    private RawClient connect(String client, String user) throws Exception {
        return RawClient.connect(server.address(), client, token(user));
    }

    private static long retryAfterMs(Map<String, Object> error) {
        return ((Number) error.get("retryAfterMs")).longValue();
    }

    @Test
    void theWelcomeTellsHowMuchThereIs() throws Exception {
        start(TrafficLimits.DEFAULT);
        try (WireSocket wire = asked("ada-0001", "ada", Map.of())) {
            Map<?, ?> limits = (Map<?, ?>) wire.expect("session:welcome").get("limits");
            assertThat(limits.get("savedUpMs")).isEqualTo(2_000);
            assertThat(limits.get("maxMessagesPerSecond")).isEqualTo(10_000);
            assertThat(limits.get("maxBytesPerSecond")).isEqualTo(16 << 20);
            assertThat(limits.get("maxTransformPerSecond")).isEqualTo(50 << 20);
            assertThat(limits.get("maxOperationsPerSecond")).isEqualTo(50_000);
            assertThat(limits.get("maxConnections")).isEqualTo(1_000);
        }
    }

    @Test
    void oneMessageTooManyComesBackToItsAuthorAndIsTakenLater() throws Exception {
        start(rates(1, 0, 0, 0, 0)); // ten are saved up
        try (RawClient ada = connect("ada-0001", "ada");
                RawClient grace = connect("grace-01", "grace")) {
            ada.open("minutes");
            for (int sequence = 1; sequence <= 9; sequence++) {
                ada.submit("minutes", sequence - 1, sequence, "[\"x\"]");
                ada.expect("op:ack");
            }
            ada.submit("minutes", 9, 10, "[\"y\"]");
            Map<String, Object> error = ada.expectError("rate_limited");
            assertThat(error)
                    .containsEntry("doc", "minutes")
                    .containsEntry("seq", 10)
                    .containsEntry("retryable", true);
            assertThat(retryAfterMs(error)).isBetween(1L, 1_000L);
            grace.open("minutes");
            grace.submit("minutes", 9, 1, "[\"g\"]");
            assertThat(grace.expect("op:ack")).containsEntry("revision", 10);
            // it does not wait: it is heard when the time is over, and not before
            passes(Duration.ofSeconds(1));
            ada.submit("minutes", 10, 10, "[\"y\"]");
            assertThat(ada.expect("op:ack")).containsEntry("seq", 10).containsEntry("revision", 11);
        }
    }

    @Test
    void connectionsOfAUserShareWhatTheyMaySend() throws Exception {
        start(rates(1, 0, 0, 0, 0));
        try (RawClient one = connect("ada-0001", "ada");
                RawClient two = connect("ada-0002", "ada")) {
            for (int i = 0; i < 10; i++) {
                one.untilPong();
            }
            two.send("{\"type\":\"ping\",\"id\":\"p\"}");
            assertThat(two.expectError("rate_limited")).containsEntry("re", "p");
        }
    }

    @Test
    void whoGoesOnSendingIsClosedAndNotLetInForAWhile() throws Exception {
        start(rates(5, 0, 0, 0, 3)); // fifty are saved up
        try (RawClient ada = connect("ada-0001", "ada");
                RawClient grace = connect("grace-01", "grace")) {
            grace.open("minutes");
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                try {
                    ada.send("{\"type\":\"ping\"}");
                    return false;
                } catch (Exception closed) {
                    return true;
                }
            });
            assertThat(ada.closeCode()).isEqualTo(4008);
            grace.submit("minutes", 0, 1, "[\"x\"]");
            grace.expect("op:ack");
        }
        try (WireSocket again = asked("ada-0001", "ada", Map.of())) {
            assertThat(again.status()).isEqualTo(429);
            assertThat(again.head()).contains("Retry-After: ");
        }
        try (WireSocket other = asked("other-01", "grace", Map.of())) {
            assertThat(other.status()).isEqualTo(101);
        }
    }

    @Test
    void whoWaitsWhenToldIsNeverClosed() throws Exception {
        start(rates(50, 0, 0, 0, 1));
        try (RawClient ada = connect("ada-0001", "ada")) {
            int refused = 0;
            while (refused < 4) {
                ada.send("{\"type\":\"ping\",\"id\":\"p\"}");
                Map<String, Object> answer = ada.next();
                if ("error".equals(answer.get("type"))) {
                    refused++;
                    passes(Duration.ofMillis(retryAfterMs(answer)));
                    long until = System.nanoTime()
                            + Duration.ofMillis(retryAfterMs(answer) + 50).toNanos();
                    await().pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> System.nanoTime() > until);
                }
            }
            ada.untilPong();
        }
    }

    @Test
    void aDocumentTakesSoManyOperationsWhoeverSendsThem() throws Exception {
        start(rates(0, 0, 0, 1, 0));
        try (RawClient ada = connect("ada-0001", "ada");
                RawClient grace = connect("grace-01", "grace")) {
            ada.open("minutes");
            grace.open("minutes");
            for (int i = 0; i < 5; i++) {
                ada.submit("minutes", 2 * i, i + 1, "[\"a\"]");
                ada.expect("op:ack");
                grace.submit("minutes", 2 * i + 1, i + 1, "[\"g\"]");
                grace.expect("op:ack");
            }
            grace.submit("minutes", 10, 6, "[\"g\"]");
            assertThat(grace.expectError("rate_limited"))
                    .containsEntry("seq", 6)
                    .containsEntry("doc", "minutes");
            Http.Answer answer = new Http(server)
                    .send(
                            "POST",
                            "/api/v1/documents/minutes/operations",
                            "{\"revision\":10,\"op\":[\"h\"]}",
                            Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token("ada")));
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.code()).isEqualTo("rate_limited");
            grace.open("other");
            grace.submit("other", 0, 1, "[\"g\"]");
            grace.expect("op:ack");
        }
    }

    @Test
    void workThatOperationsMakeIsCounted() throws Exception {
        start(rates(0, 0, 1_000, 0, 0)); // ten thousand are saved up
        try (RawClient ada = connect("ada-0001", "ada");
                RawClient late = connect("late-001", "late")) {
            ada.open("minutes");
            late.open("minutes");
            for (int sequence = 1; sequence <= 40; sequence++) {
                ada.submit("minutes", sequence - 1, sequence, "[\"a\"]");
                ada.expect("op:ack");
            }
            String paste = "[\"" + "p".repeat(1_000) + "\"]";
            late.submit("minutes", 0, 1, paste); // forty times a thousand: all there is, and it is let through
            late.expect("op:ack");
            late.submit("minutes", 1, 2, paste);
            Map<String, Object> error = late.expectError("rate_limited");
            assertThat(error).containsEntry("seq", 2);
            assertThat(retryAfterMs(error)).isBetween(1_000L, 10_000L);
            // when it has caught up it is no work at all
            late.submit("minutes", 41, 2, paste);
            assertThat(late.expect("op:ack")).containsEntry("seq", 2);
        }
    }

    @Test
    void bytesBeyondTheLimitAreReadLaterAndNothingIsLost() throws Exception {
        start(rates(0, 4_000, 0, 0, 0), AddressPolicy.DEFAULT, System::nanoTime); // forty thousand are saved up
        try (RawClient ada = connect("ada-0001", "ada")) {
            ada.open("minutes");
            long from = System.nanoTime();
            for (int sequence = 1; sequence <= 5; sequence++) {
                ada.submit("minutes", sequence - 1, sequence, "[\"" + "x".repeat(9_000) + "\"]");
                ada.expect("op:ack");
            }
            ada.untilPong(); // the frame before it was five thousand too many
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(1_000));
        }
    }

    @Test
    void aUserHasSoManyConnectionsAndAClientThatComesBackTakesItsOwnPlace() throws Exception {
        start(counts(0, 2, 0, 0));
        RawClient first = connect("ada-0001", "ada");
        try (RawClient second = connect("ada-0002", "ada");
                WireSocket third = asked("ada-0003", "ada", Map.of());
                WireSocket other = asked("grace-01", "grace", Map.of());
                RawClient again = connect("ada-0002", "ada")) {
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.head()).contains("Retry-After: 5");
            assertThat(other.status()).isEqualTo(101);
            assertThat(second.closeCode()).isEqualTo(4009);
            again.untilPong();
            first.close();
            await().until(() -> {
                try (WireSocket next = asked("ada-0003", "ada", Map.of())) {
                    return next.status() == 101;
                }
            });
        }
    }

    @Test
    void thereAreSoManyConnections() throws Exception {
        start(counts(2, 0, 0, 0));
        try (RawClient ada = connect("ada-0001", "ada");
                RawClient grace = connect("grace-01", "grace");
                WireSocket third = asked("third-01", "third", Map.of())) {
            assertThat(third.status()).isEqualTo(503);
            assertThat(third.head()).contains("Retry-After: 5");
            ada.untilPong();
            grace.untilPong();
        }
    }

    @Test
    void thereAreSoManyDocumentsInMemory() throws Exception {
        start(counts(0, 0, 0, 2));
        try (RawClient ada = connect("ada-0001", "ada");
                RawClient grace = connect("grace-01", "grace")) {
            ada.open("one");
            ada.open("two");
            ada.send("{\"type\":\"doc:open\",\"doc\":\"three\",\"create\":true}");
            assertThat(retryAfterMs(ada.expectError("overloaded"))).isPositive();
            grace.open("two");
        }
    }

    private WireSocket asked(String client, String user, Map<String, String> headers) throws Exception {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("Authorization", "Bearer " + token(user));
        return WireSocket.ask(server, "/ws?client=" + client, SUBPROTOCOL, all);
    }

    private static AddressPolicy behindProxy() {
        return new AddressPolicy(List.of(AddressRange.parse("127.0.0.1")), ForwardedHeader.X_FORWARDED_FOR, List.of());
    }

    @Test
    void anAddressHasSoManyConnectionsAsATrustedProxySays() throws Exception {
        start(counts(0, 0, 2, 0), behindProxy());
        Map<String, String> here = Map.of("X-Forwarded-For", "198.51.100.1, 192.0.2.7");
        try (WireSocket one = asked("ada-0001", "ada", here);
                WireSocket two = asked("ada-0002", "ada", here);
                WireSocket three = asked("grace-01", "grace", here);
                WireSocket elsewhere = asked("grace-02", "grace", Map.of("X-Forwarded-For", "192.0.2.8"));
                WireSocket theProxy = asked("proxy-01", "grace", Map.of())) {
            assertThat(List.of(one.status(), two.status(), three.status(), elsewhere.status(), theProxy.status()))
                    .containsExactly(101, 101, 429, 101, 101);
        }
    }

    @Test
    void anAddressAsksForSoManyConnectionsInASecond() throws Exception {
        start(new TrafficLimits(Duration.ofSeconds(1), 0, 0, 0, 0, 3, 0, 0, 0, 0, 0), behindProxy());
        Map<String, String> here = Map.of("X-Forwarded-For", "192.0.2.7");
        for (int i = 0; i < 3; i++) {
            try (WireSocket wire = WireSocket.ask(server, "/ws?client=ada-0001", SUBPROTOCOL, here)) {
                assertThat(wire.status()).isEqualTo(401);
            }
        }
        try (WireSocket wire = asked("ada-0001", "ada", here)) {
            assertThat(wire.status()).isEqualTo(429);
        }
    }

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

    private static Map<String, String> from(String address, String token) {
        return Map.of("X-Forwarded-For", address, "Authorization", "Bearer " + token);
    }

    @Test
    void whatAnybodyElseSaysAboutAddressesIsNothing() throws Exception {
        start(
                new TrafficLimits(LONG, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0),
                new AddressPolicy(List.of(), ForwardedHeader.X_FORWARDED_FOR, List.of()));
        try (WireSocket one = asked("ada-0001", "ada", Map.of("X-Forwarded-For", "192.0.2.1"));
                WireSocket two = asked("ada-0002", "ada", Map.of("X-Forwarded-For", "192.0.2.2"));
                WireSocket three = asked("ada-0003", "ada", Map.of("X-Forwarded-For", "192.0.2.3"))) {
            assertThat(List.of(one.status(), two.status(), three.status())).containsExactly(101, 101, 429);
        }
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
