package dev.stet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import dev.stet.server.ServerConfig;
import dev.stet.server.StetServer;
import dev.stet.server.limits.AddressPolicy;
import dev.stet.server.limits.ForwardedHeader;
import dev.stet.server.limits.TrafficLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client waits when the server tells it to, loses nothing, and is never taken for somebody who does not. */
@Timeout(300)
class PatienceTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final AddressPolicy NONE_EXEMPT =
            new AddressPolicy(List.of(), ForwardedHeader.X_FORWARDED_FOR, List.of());

    @TempDir
    Path folder;

    private final ClientRuntime runtime = new ClientRuntime();
    private StetServer server;

    private void start(TrafficLimits traffic, AddressPolicy addresses) throws Exception {
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(traffic)
                .with(addresses));
    }

    @AfterEach
    void stop() {
        runtime.close();
        server.close();
    }

    private StetClient connect() {
        return StetClient.connect(runtime, server.address(), ClientOptions.fresh());
    }

    @Test
    void whatIsTypedFasterThanTheServerTakesItArrives() throws Exception {
        start(new TrafficLimits(Duration.ofSeconds(1), 20, 0, 0, 0, 0, 1, 0, 0, 0, 0), AddressPolicy.DEFAULT);
        StetClient client = connect();
        ClientDocument<Rope, TextOperation> ada = client.open("minutes", TextType.TEXT, new DocumentListener<>() {})
                .get(LONG.toSeconds(), TimeUnit.SECONDS);
        String typed = "x".repeat(80);
        for (int i = 0; i < typed.length(); i++) {
            ada.edit(shown -> TextOperation.replace(shown.length(), 0, "x")).get(LONG.toSeconds(), TimeUnit.SECONDS);
            if (i % 2 == 0) {
                ada.awaitSynchronized(LONG); // one operation for each, or two
            }
        }
        assertThat(ada.awaitSynchronized(LONG).shown()).hasToString(typed);
        assertThat(client.isOnline()).isTrue();
    }

    @Test
    void aClientThatIsNotLetInNowComesBackLater() throws Exception {
        start(new TrafficLimits(Duration.ofSeconds(1), 0, 0, 0, 0, 1, 0, 0, 0, 0, 0), NONE_EXEMPT);
        List<StetClient> clients =
                IntStream.range(0, 3).mapToObj(i -> connect()).toList();
        await().atMost(LONG).until(() -> clients.stream().allMatch(StetClient::isOnline));
    }

    @Test
    void aRequestThatIsTooManyIsSentAgain() throws Exception {
        start(new TrafficLimits(Duration.ofSeconds(1), 2, 0, 0, 0, 0, 0, 0, 0, 0, 0), AddressPolicy.DEFAULT);
        try (HttpExchanges http = new HttpExchanges(server.address(), Optional.empty())) {
            for (int i = 0; i < 5; i++) {
                assertThat(http.json("GET", "/api/v1/documents", Map.of())).isNotNull();
            }
        }
    }

    @Test
    void aRequestIsNotSentAgainForEver() throws Exception {
        start(new TrafficLimits(Duration.ofMinutes(10), 0, 1, 0, 0, 0, 0, 0, 0, 0, 0), AddressPolicy.DEFAULT);
        try (HttpExchanges http = new HttpExchanges(server.address(), Optional.empty())) {
            for (int i = 0; i < 9; i++) {
                http.json("GET", "/api/v1/documents", Map.of());
            }
            assertThatThrownBy(() -> http.json("GET", "/api/v1/documents", Map.of()))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.code()).isEqualTo("rate_limited"));
        }
    }
}
