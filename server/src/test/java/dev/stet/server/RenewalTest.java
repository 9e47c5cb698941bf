package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.auth.Role;
import dev.stet.server.auth.TestAccounts;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.FaultyStorage;
import dev.stet.server.storage.H2Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens end while people edit. */
class RenewalTest {
    @TempDir
    private Path folder;

    private TestAccounts accounts;
    private FaultyStorage storage;
    private StetServer server;

    @BeforeEach
    void start() throws Exception {
        accounts = new TestAccounts(folder);
        storage = new FaultyStorage(H2Storage.open(folder.resolve("data"), Durability.RELAXED));
        server = StetServer.start(
                ServerConfig.DEFAULT
                        .listeningOn("127.0.0.1", 0)
                        .with(accounts.settings().withRenewalNotice(Duration.ofSeconds(1))),
                storage);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient connect(String token) throws Exception {
        return RawClient.connect(server.address(), "browser-1", token);
    }

    private static void renew(RawClient client, String token) throws Exception {
        client.send("{\"type\":\"session:renew\",\"id\":\"r\",\"token\":\"" + token + "\"}");
    }

    @Test
    void aSessionIsWarnedAndThenClosed() throws Exception {
        try (RawClient client = connect(accounts.token("ada", Duration.ofSeconds(6)))) {
            client.open("minutes");
            assertThat(((Number) client.expect("session:expiring").get("expiresInMs")).longValue())
                    .isBetween(0L, 1_000L);
            assertThat(client.expect("session:expired")).containsEntry("unacknowledged", List.of());
            assertThat(client.closeCode()).isEqualTo(4002);
        }
    }

    @Test
    void aRenewedSessionGoesOn() throws Exception {
        try (RawClient client = connect(accounts.token("ada", Duration.ofSeconds(6)))) {
            client.open("minutes");
            client.expect("session:expiring");
            renew(client, accounts.token("ada", Duration.ofSeconds(9)));
            Map<String, Object> renewed = client.expect("session:renewed");
            assertThat(renewed).containsEntry("re", "r").containsKey("expiresAt");
            assertThat(((Number) renewed.get("expiresInMs")).longValue()).isBetween(1L, 9_000L);
            client.submit("minutes", 0, 1, "[\"x\"]");
            client.expect("op:ack");
            // beyond the end of the first token: the next message is a warning of the second one
            assertThat(client.next()).containsEntry("type", "session:expiring");
        }
    }

    @Test
    void aRenewalThatDoesNotCountChangesNothing() throws Exception {
        try (RawClient client = connect(accounts.token("ada", Duration.ofSeconds(6)))) {
            for (String token : List.of(
                    "nonsense",
                    TestAccounts.forged(accounts.token("ada")),
                    accounts.token("ada", Duration.ofSeconds(-1)),
                    accounts.token("eve"))) {
                renew(client, token);
                Map<String, Object> error = client.expectError("unauthenticated");
                assertThat(error)
                        .containsEntry("re", "r")
                        .containsEntry("message", "the token is not taken")
                        .containsEntry("retryable", false);
            }
            assertThat(client.closeCode()).isEqualTo(4002);
        }
    }

    @Test
    void aSessionThatEndsIsToldWhatOfItsWorkIsUnacknowledged() throws Exception {
        try (RawClient client = connect(accounts.token("ada", Duration.ofSeconds(6)))) {
            FaultyStorage.Stall stalled = storage.stall(2);
            client.open("minutes");
            client.open("letter");
            client.submit("letter", 0, 1, "[\"stored\"]");
            client.expect("op:ack");
            client.submit("minutes", 0, 1, "[\"x\"]");
            Map<String, Object> expired = client.expect("session:expired");
            assertThat(expired).containsEntry("unacknowledged", List.of(Map.of("doc", "minutes", "seq", 1)));
            assertThat(client.closeCode()).isEqualTo(4002);
            stalled.release();
        }
    }

    @Test
    void whatARenewedTokenDoesNotSayAnyMoreIsGoneAtOnce() throws Exception {
        String before = accounts.token("ada", Map.of("a", Role.EDITOR, "b", Role.EDITOR, "c", Role.VIEWER));
        try (RawClient client = connect(before)) {
            client.open("a");
            client.open("b");
            renew(client, accounts.token("ada", Map.of("a", Role.VIEWER)));
            client.expect("session:renewed");
            List<Map<String, Object>> told = List.of(client.next(), client.next());
            assertThat(told)
                    .containsExactlyInAnyOrder(
                            Map.of("type", "doc:role", "doc", "a", "role", "viewer"),
                            Map.of("type", "doc:closed", "doc", "b", "reason", "forbidden"));
        }
    }
}
