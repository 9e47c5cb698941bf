package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.stet.server.auth.TestAccounts;
import dev.stet.server.storage.Durability;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who did what, when, from where, with which result, is written down. {@link AccessTest} has changes of roles and links. */
class AuditTest {
    @TempDir
    Path folder;

    TestAccounts accounts;
    StetServer server;
    Lines lines;

    @BeforeEach
    void start() throws Exception {
        accounts = new TestAccounts(folder);
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(Durability.RELAXED)
                .with(accounts.settings()));
        lines = Lines.of("stet.audit", Level.INFO);
    }

    @AfterEach
    void stop() {
        lines.close();
        server.close();
    }

    private Http.Answer as(String user, String method, String path, String body) throws Exception {
        return new Http(server)
                .send(
                        method,
                        "/api/v1/documents" + path,
                        body,
                        Map.of("Authorization", "Bearer " + accounts.token(user), "If-None-Match", "*"));
    }

    private RawClient connect(String user) throws Exception {
        return RawClient.connect(server.address(), user + "-client", accounts.token(user));
    }

    @Test
    void documentsThatComeAndGo() throws Exception {
        as("ada", "POST", "", "{\"id\":\"minutes\",\"content\":\"a secret\"}");
        as("ada", "DELETE", "/minutes", "");
        as("ada", "POST", "/minutes/undelete", "");
        assertThat(lines.messages())
                .containsSubsequence(
                        "access changed, document=minutes by=ada from=127.0.0.1 user=ada was= is=owner result=done",
                        "document created, document=minutes by=ada from=127.0.0.1 result=done",
                        "document deleted, document=minutes by=ada from=127.0.0.1 result=done",
                        "document restored, document=minutes by=ada from=127.0.0.1 result=done");
    }

    @Test
    void aDocumentIsCreatedOnceWhoeverOpensItToo() throws Exception {
        try (RawClient ada = connect("ada");
                RawClient again = RawClient.connect(server.address(), "ada-again", accounts.token("ada"))) {
            ada.open("minutes");
            again.open("minutes");
        }
        as("ada", "POST", "", "{\"id\":\"list\"}");
        try (RawClient ada = connect("ada")) {
            ada.open("list");
        }
        assertThat(lines.messages().stream().filter(line -> line.startsWith("document created")))
                .containsExactly(
                        "document created, document=minutes by=ada from=127.0.0.1 result=done",
                        "document created, document=list by=ada from=127.0.0.1 result=done");
    }

    @Test
    void whatIsRefusedIsWrittenDownToo() throws Exception {
        as("ada", "POST", "", "{\"id\":\"minutes\"}");
        assertThat(as("bob", "DELETE", "/minutes", "").status()).isEqualTo(403);
        Http http = new Http(server);
        String forged = TestAccounts.forged(accounts.token("ada"));
        assertThat(http.send("GET", "/api/v1/documents", "", Map.of("Authorization", "Bearer " + forged))
                        .status())
                .isEqualTo(401);
        assertThat(http.send("GET", "/metrics", "", Map.of("Authorization", "Bearer " + accounts.token("bob")))
                        .status())
                .isEqualTo(403);
        assertThat(lines.messages())
                .contains(
                        "an owner's request was refused, document=minutes by=bob from=127.0.0.1"
                                + " request=DELETE /api/v1/documents/minutes result=refused",
                        "administration, by=bob from=127.0.0.1 request=GET /metrics result=refused")
                .anyMatch(line -> line.startsWith("login refused, from=127.0.0.1 path=/api/v1/documents reason=REFUSED")
                        && line.endsWith("result=refused"))
                .noneMatch(line -> line.contains(forged));
    }

    @Test
    void aLinkThatIsUsedIsWrittenDownOnce() throws Exception {
        as("ada", "POST", "", "{\"id\":\"minutes\"}");
        var link = as("ada", "POST", "/minutes/shares", "{\"role\":\"viewer\"}").json();
        String secret = link.get("secret").asString();
        for (int i = 0; i < 3; i++) {
            assertThat(new Http(server)
                            .send(
                                    "GET",
                                    "/api/v1/documents/minutes",
                                    "",
                                    Map.of("Authorization", "Bearer " + accounts.token("bob"), "Stet-Share", secret))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(lines.messages().stream().filter(line -> line.startsWith("share link used")))
                .containsExactly("share link used, document=minutes by=bob from=127.0.0.1 share="
                        + link.get("id").asString() + " role=viewer result=done");
        assertThat(lines.messages()).noneMatch(line -> line.contains(secret));
    }
}
