package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Who may do what with a document, as its owner says it. */
class AccessListTest extends WithAccounts {
    @Test
    void aListIsReplacedByWhoeverKnowsIt() throws Exception {
        Http.Answer first = as("ada", "GET", "/minutes/access", "");
        assertThat(first.json().get("users").get("ada").asString()).isEqualTo("owner");
        String users = "{\"users\":{\"ada\":\"owner\",\"bob\":\"viewer\"}}";
        assertThat(as("ada", "PUT", "/minutes/access", users).status()).isEqualTo(428);
        assertThat(as("ada", "PUT", "/minutes/access", users, "If-Match", first.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(as("ada", "PUT", "/minutes/access", users, "If-Match", first.header("ETag"))
                        .status())
                .isEqualTo(412);
        for (String wrong : List.of(
                "{}",
                "{\"users\":{}}",
                "{\"users\":{\"ada\":\"editor\"}}",
                "{\"users\":{\"ada\":\"admin\"}}",
                "{\"users\":{\"ada\":\"owner\",\" \":\"viewer\"}}")) {
            assertThat(as("ada", "PUT", "/minutes/access", wrong, "If-Match", "*")
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void eachChangeIsALineInTheAuditLog() throws Exception {
        Logger audit = (Logger) LoggerFactory.getLogger("stet.audit");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        audit.addAppender(lines);
        audit.setLevel(Level.INFO);
        try {
            list("\"bob\":\"editor\"");
            list("\"bob\":\"viewer\",\"eve\":\"viewer\"");
            JsonNode share = share("{\"role\":\"viewer\"}");
            as("ada", "DELETE", "/minutes/shares/" + share.get("id").asString(), "");
            assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                    .containsExactly(
                            "access changed, document=minutes by=ada from=127.0.0.1 user=bob was= is=editor result=done",
                            "access changed, document=minutes by=ada from=127.0.0.1 user=bob was=editor is=viewer result=done",
                            "access changed, document=minutes by=ada from=127.0.0.1 user=eve was= is=viewer result=done",
                            "share link made, document=minutes by=ada from=127.0.0.1 share="
                                    + share.get("id").asString() + " role=viewer expires=never result=done",
                            "share link revoked, document=minutes by=ada from=127.0.0.1 share="
                                    + share.get("id").asString() + " result=done");
        } finally {
            audit.detachAppender(lines);
            audit.setLevel(null);
        }
    }

    @Test
    void whatWasSaidSurvivesARestart() throws Exception {
        list("\"bob\":\"viewer\"");
        server.close();
        start(accounts.settings());
        try (RawClient bob = connect("bob")) {
            tryToOpen(bob, "minutes", "");
            assertThat(bob.expect("doc:opened")).containsEntry("role", "viewer");
        }
    }

    @Test
    void withoutAccountsThereAreNoLists() throws Exception {
        server.close();
        start(AuthSettings.DEFAULT);
        Http.Answer refused = http.send(
                "PUT", "/api/v1/documents/minutes/access", "{\"users\":{\"eve\":\"owner\"}}", Map.of("If-Match", "*"));
        assertThat(refused.code()).isEqualTo("no_accounts");
        try (RawClient guest = RawClient.connect(server, "guest-browser")) {
            Map<String, Object> opened = guest.open("minutes");
            assertThat(Objects.requireNonNull(opened.get("role"))).isEqualTo("owner");
        }
    }
}
