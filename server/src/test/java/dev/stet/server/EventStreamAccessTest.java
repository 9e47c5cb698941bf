package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.auth.Role;
import dev.stet.server.auth.TestAccounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may follow a document without a WebSocket, and who may edit it. */
class EventStreamAccessTest {
    private static final String OPEN = "{\"type\":\"doc:open\",\"doc\":\"minutes\",\"create\":true}";
    private static final String ADA = "ada-0001";
    private static final String MESSAGES = "/api/v1/documents/minutes/messages?client=";
    private static final String SUBMIT =
            "{\"type\":\"op:submit\",\"doc\":\"minutes\",\"revision\":0,\"seq\":1,\"op\":[\"x\"]}";

    @TempDir
    Path folder;

    private TestAccounts accounts;
    private StetServer server;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        accounts = new TestAccounts(folder);
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(accounts.settings()
                        .withCookie("session")
                        .withOrigins(Set.of("https://app.example"))
                        .withRenewalNotice(Duration.ofSeconds(1))));
        http = new Http(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private static Map<String, String> and(Map<String, String> headers, String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return more;
    }

    private RawStream open(String client, Map<String, String> headers) throws Exception {
        return RawStream.open(server, "minutes", client, OPEN, headers, 0);
    }

    private int status(String client, Map<String, String> headers) throws Exception {
        try (RawStream stream = open(client, headers)) {
            return stream.status();
        }
    }

    @Test
    void whoShowsNoTokenOrComesFromElsewhereIsNotLetIn() throws Exception {
        Map<String, String> ada = bearer(accounts.token("ada"));
        Map<String, String> cookie = Map.of("Cookie", "session=" + accounts.token("ada"));
        assertThat(status(ADA, Map.of())).isEqualTo(401);
        assertThat(status(ADA, and(ada, "Origin", "https://evil.example"))).isEqualTo(403);
        assertThat(status(ADA, cookie)).isEqualTo(403);
        try (RawStream made = open(ADA, and(cookie, "Origin", "https://app.example"))) {
            assertThat(made.status()).isEqualTo(200);
            made.expect("doc:opened"); // now there is a document to follow
        }
        assertThat(status(ADA, and(ada, "Origin", server.address().toString()))).isEqualTo(200);
        assertThat(http.send("POST", MESSAGES + ADA, SUBMIT, Map.of()).status()).isEqualTo(401);
        assertThat(http.send("POST", MESSAGES + ADA, SUBMIT, and(ada, "Origin", "https://evil.example"))
                        .status())
                .isEqualTo(403);
        // an EventSource cannot send anything but the cookie
        try (RawStream source = RawStream.follow(server, "minutes", "client=" + ADA, cookie)) {
            assertThat(source.status()).isEqualTo(200);
            assertThat(source.expect("doc:opened")).containsEntry("role", "owner");
        }
    }

    @Test
    void aClientIdIsItsUsersAlone() throws Exception {
        Map<String, String> eve = bearer(accounts.token("eve"));
        try (RawStream ada = open(ADA, bearer(accounts.token("ada")))) {
            ada.expect("doc:opened");
            assertThat(status(ADA, eve)).isEqualTo(403);
            assertThat(http.send("POST", MESSAGES + ADA, SUBMIT, eve).status()).isEqualTo(403);
        }
    }

    @Test
    void whoMayOnlyReadIsToldSoWithTheirOperation() throws Exception {
        try (RawStream ada = open(ADA, bearer(accounts.token("ada")))) {
            ada.expect("doc:opened");
        }
        Map<String, String> viewer = bearer(accounts.token("bob", Map.of("minutes", Role.VIEWER)));
        Map<String, String> nobody = bearer(accounts.token("eve"));
        try (RawStream bob = open("bob-00001", viewer)) {
            assertThat(bob.expect("doc:opened")).containsEntry("role", "viewer");
            Http.Answer refused = http.send("POST", MESSAGES + "bob-00001", SUBMIT, viewer);
            assertThat(refused.code()).isEqualTo("forbidden");
            assertThat(refused.json().get("seq").asInt()).isEqualTo(1);
        }
        try (RawStream eve = open("eve-00001", nobody)) {
            eve.expect("session:welcome");
            assertThat(eve.next()).containsEntry("code", "forbidden");
            assertThat(eve.closeCode()).isEqualTo(1000);
        }
        try (RawStream eve = RawStream.follow(server, "minutes", "client=eve-00001", nobody)) {
            assertThat(eve.status()).isEqualTo(403);
        }
        assertThat(http.send("POST", MESSAGES + "eve-00001", SUBMIT, nobody).code())
                .isEqualTo("forbidden");
    }

    @Test
    void aStreamEndsWithItsToken() throws Exception {
        try (RawStream ada = open(ADA, bearer(accounts.token("ada", Duration.ofSeconds(3))))) {
            ada.expect("doc:opened");
            ada.expect("session:expiring");
            ada.expect("session:expired");
            assertThat(ada.closeCode()).isEqualTo(4002);
        }
        assertThat(http.send("POST", MESSAGES + ADA, SUBMIT, bearer(accounts.token("ada", Duration.ofSeconds(-1))))
                        .status())
                .isEqualTo(401);
    }
}
