package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.server.limits.AddressPolicy;
import dev.stet.server.limits.ForwardedHeader;
import dev.stet.server.limits.TrafficLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many connections and documents there may be, of all, of one user, from one address. */
class PlacesTest extends WithTrafficLimits {
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
}
