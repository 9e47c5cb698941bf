package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.auth.TestAccounts;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.SharedStorage;
import dev.stet.server.storage.Storage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two servers on one store: what an owner changes on the one holds for the sessions of the other. */
class AccessBetweenNodesTest {
    @TempDir
    Path folder;

    TestAccounts accounts;
    Storage disk;
    StetServer here;
    StetServer there;

    @BeforeEach
    void start() throws Exception {
        accounts = new TestAccounts(folder);
        disk = H2Storage.open(folder.resolve("data"), Durability.RELAXED);
        ServerConfig config = ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).with(accounts.settings());
        here = StetServer.start(config, new SharedStorage(disk));
        there = StetServer.start(config, new SharedStorage(disk));
        asAda("POST", "", "{\"id\":\"minutes\",\"content\":\"kept\"}");
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        disk.close();
    }

    private Http.Answer asAda(String method, String path, String body) throws Exception {
        Http.Answer answer = new Http(here)
                .send(
                        method,
                        "/api/v1/documents" + path,
                        body,
                        Map.of("Authorization", "Bearer " + accounts.token("ada"), "If-Match", "*"));
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer;
    }

    private void bobBecomes(String role) throws Exception {
        asAda("PUT", "/minutes/access", "{\"users\":{\"ada\":\"owner\"" + role + "}}");
    }

    private RawClient connectThere(String user) throws Exception {
        return RawClient.connect(there.address(), "browser-of-" + user, accounts.token(user));
    }

    @Test
    void anotherRoleAndNoneAtAllHoldForWhoeverIsConnectedToTheOther() throws Exception {
        bobBecomes(",\"bob\":\"editor\"");
        try (RawClient bob = connectThere("bob")) {
            bob.send("{\"type\":\"doc:open\",\"doc\":\"minutes\"}");
            assertThat(bob.expect("doc:opened")).containsEntry("role", "editor");
            bob.submit("minutes", 1, 1, "[\"x\"]");
            bob.expect("op:ack");
            bobBecomes(",\"bob\":\"viewer\"");
            assertThat(bob.expect("doc:role")).containsEntry("doc", "minutes").containsEntry("role", "viewer");
            bob.submit("minutes", 2, 2, "[\"y\"]");
            assertThat(bob.expectError("forbidden")).containsEntry("seq", 2);
            bobBecomes("");
            assertThat(bob.expect("doc:closed")).containsEntry("doc", "minutes").containsEntry("reason", "forbidden");
        }
    }

    @Test
    void whoCameInByALinkIsOutWhenItIsRevokedOnTheOther() throws Exception {
        JsonNode link =
                asAda("POST", "/minutes/shares", "{\"role\":\"viewer\"}").json();
        try (RawClient eve = connectThere("eve");
                RawClient late = connectThere("late")) {
            String open = "{\"type\":\"doc:open\",\"doc\":\"minutes\",\"share\":\""
                    + link.get("secret").asString() + "\"}";
            eve.send(open);
            assertThat(eve.expect("doc:opened")).containsEntry("role", "viewer");
            late.send(open);
            late.expect("doc:opened");
            asAda("DELETE", "/minutes/shares/" + link.get("id").asString(), "");
            assertThat(eve.expect("doc:closed")).containsEntry("reason", "forbidden");
            assertThat(late.expect("doc:closed")).containsEntry("reason", "forbidden");
        }
    }
}
