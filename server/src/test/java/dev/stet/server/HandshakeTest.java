package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.stet.server.auth.TestAccounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Who is let in, before there is a WebSocket, and over HTTP. */
class HandshakeTest {
    private static final String WS = "/ws?client=browser-1";
    private static final String SUBPROTOCOL = "stet.v1.json";
    private static final String APP = "https://app.example";

    @TempDir
    private Path folder;

    private TestAccounts accounts;
    private StetServer server;
    private Http http;
    private String ada;

    @BeforeEach
    void start() throws Exception {
        accounts = new TestAccounts(folder);
        start(accounts.settings().withCookie("session").withOrigins(Set.of(APP)));
        ada = accounts.token("ada");
    }

    private void start(AuthSettings settings) throws StartFailedException {
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(settings));
        http = new Http(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int status(String subprotocol, Map<String, String> headers) throws Exception {
        try (WireSocket wire = WireSocket.ask(server, WS, subprotocol, headers)) {
            return wire.status();
        }
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private String own() {
        return server.address().toString();
    }

    @Test
    void aTokenInTheHeaderLetsIn() throws Exception {
        try (WireSocket wire = WireSocket.ask(server, WS, SUBPROTOCOL, bearer(ada))) {
            assertThat(wire.status()).isEqualTo(101);
            Map<String, Object> welcome = wire.expect("session:welcome");
            assertThat(welcome).containsEntry("user", "ada");
            assertThat(((Number) welcome.get("expiresInMs")).longValue()).isBetween(3_500_000L, 3_600_000L);
        }
        assertThat(status(SUBPROTOCOL, Map.of("Authorization", "bearer " + ada)))
                .isEqualTo(101);
    }

    @Test
    void aTokenAmongTheSubprotocolsLetsInAndIsNotAnswered() throws Exception {
        for (String offered : List.of(SUBPROTOCOL + ", bearer." + ada, "bearer." + ada + "," + SUBPROTOCOL)) {
            try (WireSocket wire = WireSocket.ask(server, WS, offered, Map.of("Origin", own()))) {
                assertThat(wire.status()).isEqualTo(101);
                assertThat(wire.head()).doesNotContain(ada).doesNotContain("bearer.");
                assertThat(wire.head().toLowerCase(java.util.Locale.ROOT))
                        .contains("sec-websocket-protocol: stet.v1.json\r\n");
                assertThat(wire.expect("session:welcome")).containsEntry("user", "ada");
            }
        }
        try (WireSocket wire = WireSocket.ask(server, WS, "bearer." + ada, Map.of())) {
            assertThat(wire.status()).isEqualTo(400);
            assertThat(wire.head()).doesNotContain(ada);
        }
    }

    @Test
    void withoutATokenThatCountsTheAnswerIs401() throws Exception {
        for (Map<String, String> headers : List.of(
                Map.<String, String>of(),
                bearer(""),
                bearer("nonsense"),
                bearer(TestAccounts.forged(ada)),
                bearer(accounts.token("ada", Duration.ofSeconds(-1))),
                Map.of("Authorization", "Basic YWRhOnNlY3JldA=="),
                Map.of("Cookie", "other=" + ada))) {
            try (WireSocket wire = WireSocket.ask(server, WS, SUBPROTOCOL, headers)) {
                assertThat(wire.status()).isEqualTo(401);
                assertThat(wire.head()).containsIgnoringCase("WWW-Authenticate: Bearer\r\n");
            }
        }
        assertThat(status(SUBPROTOCOL + ", bearer." + TestAccounts.forged(ada), Map.of()))
                .isEqualTo(401);
    }

    @Test
    void aCookieCountsWithAnAllowedOriginOnly() throws Exception {
        Map<String, String> cookie = Map.of("Cookie", "a=b; session=" + ada);
        assertThat(status(SUBPROTOCOL, cookie)).isEqualTo(403);
        assertThat(status(SUBPROTOCOL, Map.of("Cookie", "session=" + ada, "Origin", own())))
                .isEqualTo(101);
        assertThat(status(SUBPROTOCOL, Map.of("Cookie", "session=" + ada, "Origin", APP)))
                .isEqualTo(101);
        assertThat(status(SUBPROTOCOL, Map.of("Cookie", "session=" + ada, "Origin", "https://evil.example")))
                .isEqualTo(403);
        String body = "{\"id\":\"by-cookie\"}";
        assertThat(http.send("POST", "/api/v1/documents", body, cookie).status())
                .isEqualTo(403);
        assertThat(http.send("POST", "/api/v1/documents", body, Map.of("Cookie", "session=" + ada, "Origin", APP))
                        .status())
                .isEqualTo(201);
        assertThat(http.send("GET", "/api/v1/documents/by-cookie", "", cookie).status())
                .isEqualTo(200);
    }

    @Test
    void pagesOfOtherOriginsAreRefusedWhateverTheyShow() throws Exception {
        for (String origin : List.of(
                "https://evil.example",
                "null",
                "",
                "https://app.example.evil.example",
                "http://app.example",
                own() + "1",
                "file://")) {
            Map<String, String> headers = Map.of("Authorization", "Bearer " + ada, "Origin", origin);
            assertThat(status(SUBPROTOCOL, headers)).as(origin).isEqualTo(403);
            Http.Answer post = http.send("POST", "/api/v1/documents", "{}", headers);
            assertThat(post.status()).as(origin).isEqualTo(403);
            assertThat(post.code()).isEqualTo("origin_not_allowed");
        }
        for (String origin : List.of(APP, "https://APP.example", own())) {
            assertThat(status(SUBPROTOCOL, Map.of("Authorization", "Bearer " + ada, "Origin", origin)))
                    .as(origin)
                    .isEqualTo(101);
        }
    }

    @Test
    void theApiAsksForATokenTooButHealthDoesNot() throws Exception {
        Http.Answer refused = http.send("GET", "/api/v1/documents", "", Map.of());
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("unauthenticated");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(http.send("GET", "/api/v1/documents", "", bearer(TestAccounts.forged(ada)))
                        .status())
                .isEqualTo(401);
        assertThat(http.send("GET", "/api/v1/documents", "", bearer(ada)).status())
                .isEqualTo(200);
        assertThat(http.send("GET", "/healthz", "", Map.of()).status()).isEqualTo(200);
        assertThat(http.send("GET", "/readyz", "", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void aTokenIsNotTakenForOneThatDiffersInCaseOnly() throws Exception {
        // over one connection, whose parser remembers headers
        assertThat(http.send("GET", "/api/v1/documents", "", bearer(swapped(ada)))
                        .status())
                .isEqualTo(401);
        assertThat(http.send("GET", "/api/v1/documents", "", bearer(ada)).status())
                .isEqualTo(200);
        assertThat(http.send("GET", "/api/v1/documents", "", bearer(swapped(ada)))
                        .status())
                .isEqualTo(401);
    }

    /** Returns a token with small letters for capital ones, and the other way round, in its signature. */
    private static String swapped(String token) {
        int signature = token.lastIndexOf('.') + 1;
        StringBuilder other = new StringBuilder(token.substring(0, signature));
        token.substring(signature)
                .chars()
                .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .forEach(c -> other.append((char) c));
        return other.toString();
    }

    @Test
    void aClientIdOfSomebodyElseIsRefused() throws Exception {
        try (RawClient first = RawClient.connect(server.address(), "browser-1", ada)) {
            assertThat(status(SUBPROTOCOL, bearer(accounts.token("eve")))).isEqualTo(403);
            assertThat(first.untilPong()).isEmpty();
            assertThat(status(SUBPROTOCOL, bearer(ada))).isEqualTo(101);
        }
    }

    @Test
    void tokensAreNeverLogged() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger own = (Logger) LoggerFactory.getLogger("dev.stet");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        own.setLevel(Level.TRACE);
        try {
            String forged = TestAccounts.forged(ada);
            assertThat(status(SUBPROTOCOL, bearer(forged))).isEqualTo(401);
            assertThat(status(SUBPROTOCOL + ", bearer." + forged, Map.of())).isEqualTo(401);
            assertThat(status("bearer." + ada, Map.of())).isEqualTo(400);
            try (RawClient client = RawClient.connect(server.address(), "browser-2", ada)) {
                client.send("{\"type\":\"session:renew\",\"token\":\"" + forged + "\"}");
                client.expectError("unauthenticated");
            }
        } finally {
            root.detachAppender(log);
            own.setLevel(null);
        }
        assertThat(log.list).isNotEmpty();
        String signature = ada.substring(ada.lastIndexOf('.') + 2);
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getFormattedMessage() + event.getThrowableProxy())
                        .doesNotContain(signature));
    }

    @Test
    void withoutAccountsOnlyThisMachineIsServedUnlessAnyoneMayCome() throws Exception {
        server.close();
        ServerConfig open = ServerConfig.DEFAULT.listeningOn("0.0.0.0", 0).storingIn(folder.resolve("data"));
        assertThatThrownBy(() -> StetServer.start(open))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("host=0.0.0.0");
        server = StetServer.start(open.with(AuthSettings.DEFAULT.forAnyone()));
    }

    @Test
    void aPageThatGaveItsNameTheAddressOfThisMachineIsRefused() throws Exception {
        server.close();
        start(AuthSettings.DEFAULT);
        Map<String, String> rebound = Map.of("Host", "evil.example:8080", "Origin", "http://evil.example:8080");
        assertThat(status(SUBPROTOCOL, rebound)).isEqualTo(403);
        assertThat(status(SUBPROTOCOL, Map.of())).isEqualTo(101);
        assertThat(status(SUBPROTOCOL, Map.of("Host", "localhost", "Origin", "http://localhost")))
                .isEqualTo(101);
    }

    @Test
    void keysThatCannotBeReadKeepTheServerFromStarting() throws Exception {
        server.close();
        java.nio.file.Files.writeString(folder.resolve("token.secret"), "short");
        assertThatThrownBy(() -> start(accounts.settings()))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("the secret is too short");
    }
}
