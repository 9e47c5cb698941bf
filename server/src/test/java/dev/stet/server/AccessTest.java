package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.auth.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people may do with documents, and what happens when that changes while they edit. */
class AccessTest extends WithAccounts {
    @Test
    void whoeverMakesADocumentOwnsItAndNobodyElseKnowsOfIt() throws Exception {
        try (RawClient bob = connect("bob")) {
            for (String doc : List.of("minutes", "no-such-document")) {
                tryToOpen(bob, doc, "");
                Map<String, Object> refused = bob.expectError("forbidden");
                assertThat(refused).containsEntry("re", "o").containsEntry("retryable", false);
                assertThat(as("bob", "GET", "/" + doc, "").code()).isEqualTo("forbidden");
            }
            tryToOpen(bob, "minutes", ",\"create\":true");
            bob.expectError("forbidden");
            assertThat(bob.open("notes-of-bob")).containsEntry("role", "owner");
        }
        assertThat(ids(as("ada", "GET", "", ""))).containsExactly("minutes");
        assertThat(ids(as("bob", "GET", "", ""))).containsExactly("notes-of-bob");
    }

    private static List<String> ids(Http.Answer listed) {
        List<String> ids = new ArrayList<>();
        for (JsonNode document : listed.json().get("documents")) {
            ids.add(document.get("id").asString());
        }
        return ids;
    }

    @Test
    void twoWhoMakeADocumentAtOnceDoNotBothOwnIt() throws Exception {
        List<CompletableFuture<Integer>> made = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String user = "user-" + i;
            made.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return as(user, "POST", "", "{\"id\":\"contested\"}").status();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        List<Integer> answers = new ArrayList<>();
        for (CompletableFuture<Integer> each : made) {
            answers.add(each.get(60, TimeUnit.SECONDS));
        }
        assertThat(answers).containsOnlyOnce(201).hasSize(8);
        assertThat(answers.stream().filter(status -> status == 403)).hasSize(7);
    }

    @Test
    void anEditorWhoBecomesAViewerGetsTheNextEditBackAndGoesOnReading() throws Exception {
        list("\"bob\":\"editor\"");
        try (RawClient bob = connect("bob")) {
            tryToOpen(bob, "minutes", "");
            assertThat(bob.expect("doc:opened")).containsEntry("role", "editor");
            CompletableFuture<Void> lowered = new CompletableFuture<>();
            long acked = 0;
            int takenAfterwards = 0;
            boolean told = false;
            Map<String, Object> refused = Map.of();
            for (long seq = 1; refused.isEmpty(); seq++) {
                takenAfterwards += lowered.isDone() ? 1 : 0;
                assertThat(takenAfterwards)
                        .as("edits that were taken after the role was lowered")
                        .isLessThan(2_000);
                bob.submit("minutes", seq - 1, seq, "[\"x\"]");
                if (seq == 20) {
                    lowered = CompletableFuture.runAsync(() -> {
                        try {
                            list("\"bob\":\"viewer\"");
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    });
                }
                for (boolean answered = false; !answered; ) {
                    Map<String, Object> message = bob.next();
                    switch (String.valueOf(message.get("type"))) {
                        case "op:ack" -> {
                            acked++;
                            answered = true;
                        }
                        case "error" -> {
                            refused = message;
                            answered = true;
                        }
                        default -> {
                            assertThat(message)
                                    .containsEntry("type", "doc:role")
                                    .containsEntry("role", "viewer");
                            told = true;
                        }
                    }
                }
            }
            lowered.get(60, TimeUnit.SECONDS);
            assertThat(told).isTrue();
            assertThat(refused)
                    .containsEntry("code", "forbidden")
                    .containsEntry("doc", "minutes")
                    .containsEntry("seq", (int) acked + 1)
                    .containsEntry("retryable", false);
            assertThat(as("ada", "GET", "/minutes", "").body()).isEqualTo("x".repeat((int) acked));
            ada.submit("minutes", acked, 1, "[\"y\"]");
            assertThat(bob.expect("op:applied")).containsEntry("revision", (int) acked + 1);
        }
    }

    @Test
    void whoeverIsTakenOffTheListIsOutAtOnce() throws Exception {
        list("\"bob\":\"viewer\",\"eve\":\"editor\"");
        try (RawClient bob = connect("bob");
                RawClient eve = connect("eve")) {
            tryToOpen(bob, "minutes", "");
            bob.expect("doc:opened");
            tryToOpen(eve, "minutes", "");
            eve.expect("doc:opened");
            list("\"eve\":\"editor\"");
            assertThat(bob.expect("doc:closed")).containsEntry("doc", "minutes").containsEntry("reason", "forbidden");
            eve.submit("minutes", 0, 1, "[\"x\"]");
            eve.expect("op:ack");
            assertThat(bob.untilPong()).isEmpty();
            bob.submit("minutes", 0, 1, "[\"x\"]");
            bob.expectError("doc_not_open");
            tryToOpen(bob, "minutes", "");
            bob.expectError("forbidden");
        }
    }

    @Test
    void aViewerReadsAndNothingElse() throws Exception {
        list("\"bob\":\"viewer\"");
        try (RawClient bob = connect("bob")) {
            tryToOpen(bob, "minutes", "");
            assertThat(bob.expect("doc:opened")).containsEntry("role", "viewer");
            bob.submit("minutes", 0, 1, "[\"x\"]");
            bob.expectError("forbidden");
            bob.send("{\"type\":\"presence:update\",\"doc\":\"minutes\",\"revision\":0,"
                    + "\"selection\":{\"anchor\":0,\"head\":0}}");
            assertThat(bob.untilPong()).isEmpty();
        }
        for (String reading : List.of("", "/operations", "/blame", "/diff", "/versions")) {
            assertThat(as("bob", "GET", "/minutes" + reading, "").status())
                    .as(reading)
                    .isEqualTo(200);
        }
        assertThat(refusals("bob")).containsOnly("403 forbidden");
    }

    @Test
    void aStrangerGetsTheSameAnswerEverywhere() throws Exception {
        assertThat(refusals("eve")).containsOnly("403 forbidden");
        for (String reading : List.of("", "/operations", "/blame", "/diff", "/versions")) {
            assertThat(as("eve", "GET", "/minutes" + reading, "").code())
                    .as(reading)
                    .isEqualTo("forbidden");
        }
    }

    /** Everything that only editors and owners may do. */
    private List<String> refusals(String user) throws Exception {
        String json = "application/json";
        return Stream.of(
                        as(user, "PUT", "/minutes", "x", "Content-Type", "text/plain", "If-Match", "\"0\""),
                        as(user, "PUT", "/minutes", "x", "Content-Type", "text/plain", "If-None-Match", "*"),
                        as(user, "POST", "", "{\"id\":\"minutes\"}", "Content-Type", json),
                        as(user, "POST", "/minutes/operations", "{\"revision\":0,\"op\":[\"x\"]}"),
                        as(user, "POST", "/minutes/restore", "{\"revision\":0}"),
                        as(user, "PUT", "/minutes/versions?name=first", "{}"),
                        as(user, "DELETE", "/minutes/versions?name=first", ""),
                        as(user, "PUT", "/minutes/versions/first", "{}"),
                        as(user, "DELETE", "/minutes/versions/first", ""),
                        as(user, "DELETE", "/minutes", ""),
                        as(user, "POST", "/minutes/undelete", ""),
                        as(user, "GET", "/minutes/access", ""),
                        as(user, "PUT", "/minutes/access", "{\"users\":{\"" + user + "\":\"owner\"}}", "If-Match", "*"),
                        as(user, "GET", "/minutes/shares", ""),
                        as(user, "POST", "/minutes/shares", "{\"role\":\"editor\"}"),
                        as(user, "DELETE", "/minutes/shares/any", ""))
                .map(answer -> answer.status() + " " + answer.code())
                .toList();
    }

    @Test
    void anEditorEditsAndDoesNotOwn() throws Exception {
        list("\"bob\":\"editor\"");
        assertThat(as("bob", "POST", "/minutes/operations", "{\"revision\":0,\"op\":[\"x\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(as("bob", "GET", "/minutes/blame", "").body()).contains("\"author\":\"bob\"");
        assertThat(as("bob", "DELETE", "/minutes", "").code()).isEqualTo("forbidden");
        assertThat(as("bob", "GET", "/minutes/access", "").code()).isEqualTo("forbidden");
        assertThat(as("ada", "DELETE", "/minutes", "").status()).isEqualTo(204);
    }

    @Test
    void aTokenMaySayWhatItsUserMayDo() throws Exception {
        String token = accounts.token("carol", Map.of("min*", Role.VIEWER, "new-*", Role.EDITOR));
        try (RawClient carol = RawClient.connect(server.address(), "browser-of-carol", token)) {
            tryToOpen(carol, "minutes", "");
            assertThat(carol.expect("doc:opened")).containsEntry("role", "viewer");
            assertThat(carol.open("new-one")).containsEntry("role", "editor");
            tryToOpen(carol, "other", ",\"create\":true");
            carol.expectError("forbidden");
            tryToOpen(carol, "minutes-2", ",\"create\":true");
            carol.expectError("doc_not_found");
        }
    }

    @Test
    void onlyWhoOwnsEverythingGetsTheWholeStore() throws Exception {
        assertThat(http.send("GET", "/api/v1/backup", "", Map.of()).status()).isEqualTo(401);
        for (String token : List.of(
                accounts.token("ada"),
                accounts.token("bob", Map.of("*", Role.EDITOR)),
                accounts.token("bob", Map.of("m*", Role.OWNER)))) {
            Map<String, String> bearer = Map.of("Authorization", "Bearer " + token);
            assertThat(http.send("GET", "/api/v1/backup", "", bearer).status()).isEqualTo(403);
        }
        String everything = accounts.token("operator", Map.of("*", Role.OWNER));
        assertThat(http.send("GET", "/api/v1/backup", "", Map.of("Authorization", "Bearer " + everything))
                        .status())
                .isEqualTo(200);
    }
}
