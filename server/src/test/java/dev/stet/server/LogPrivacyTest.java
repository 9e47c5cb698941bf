package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.FaultyStorage;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.storage.UnreliableStorage.Call;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that documents hold, or that clients send to them, is ever logged: whatever goes wrong, at the most talkative level. */
class LogPrivacyTest {
    /** In every content, operation, presence and broken message below. */
    private static final String CONTENT = "zanzibar";

    @TempDir
    Path folder;

    @Test
    void aWholeSessionLeavesNothingOfTheDocumentInTheLog() throws Exception {
        Storage disk = H2Storage.open(folder, Durability.RELAXED);
        FaultyStorage appends = new FaultyStorage(disk).failBefore(2).failAfter(3);
        UnreliableStorage storage = new UnreliableStorage(appends);
        try (Lines lines = Lines.of("dev.stet", Level.TRACE);
                Lines libraries = Lines.of("ROOT", Level.WARN);
                StetServer server = StetServer.start(ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0), storage);
                RawClient ada = RawClient.connect(server, "ada-0001");
                RawClient bob = RawClient.connect(server, "bob-0001")) {
            ada.open("minutes");
            bob.open("minutes");
            for (int seq = 1; seq <= 3; seq++) { // the second and the third append fail
                ada.submit("minutes", seq - 1, seq, "[\"" + CONTENT + "\"]");
                ada.expect("op:ack");
            }
            refusals(ada);
            requests(new Http(server));
            damaged(disk, ada);
            storage.fail(Call.FIND, Call.READ, Call.SNAPSHOT, Call.APPEND, Call.WRITE_SNAPSHOT, Call.CHECK);
            ada.submit("minutes", 3, 20, "[\"" + CONTENT + "\"]");
            ada.expectError("storage_unavailable");
            new Http(server).get("other", "");
            new Http(server).send("GET", "/readyz", "", Map.of());
            storage.repair();
            assertThat(lines.whole()).isNotEmpty().noneMatch(line -> line.contains(CONTENT));
            assertThat(libraries.whole()).noneMatch(line -> line.contains(CONTENT));
            assertThat(lines.messages())
                    .anyMatch(line -> line.startsWith("entries could not be stored, document=minutes revision="))
                    .anyMatch(line -> line.startsWith("refused, session=s-1 user=guest-")
                            && line.endsWith(" document=minutes code=INVALID_OPERATION"));
            assertThat(new Http(server)
                            .send("GET", "/api/v1/admin/unprocessable", "", Map.of())
                            .body())
                    .contains("bad_json", "invalid_operation", "bad_message")
                    .doesNotContain(CONTENT);
        }
    }

    private static void refusals(RawClient ada) throws Exception {
        ada.submit("minutes", 3, 10, "[{\"d\":999},\"" + CONTENT + "\"]");
        ada.expectError("invalid_operation");
        ada.submit("minutes", 3, 11, "[\"" + CONTENT + "\",{\"" + CONTENT + "\":1}]");
        ada.expectError("invalid_operation");
        ada.submit("minutes", 3, 12, "[\"" + CONTENT + "\\ud800\"]");
        ada.expectError("invalid_operation");
        ada.submit("minutes", 99, 13, "[\"" + CONTENT + "\"]");
        ada.expectError("revision_ahead");
        ada.send("{\"type\":\"presence:update\",\"doc\":\"minutes\",\"revision\":3,\"state\":{\"name\":\""
                + CONTENT.repeat(200) + "\"}}");
        ada.expectError("state_too_large");
        ada.send("{\"type\":\"op:submit\",\"doc\":\"minutes\",\"op\":[\"" + CONTENT + "\"]}");
        ada.expectError("bad_message");
        ada.send("{\"type\":\"" + CONTENT + "\"}");
        ada.expectError("unknown_message");
        ada.send(CONTENT);
        ada.expectError("bad_json");
        ada.send("[\"" + CONTENT);
        ada.expectError("bad_json");
    }

    private static void requests(Http http) throws Exception {
        assertThat(http.create("{\"id\":\"other\",\"content\":\"" + CONTENT + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(http.create("{\"id\":\"other2\",\"content\":" + CONTENT + "}")
                        .status())
                .isEqualTo(400);
        assertThat(http.put("other", 1, CONTENT + " and more").status()).isEqualTo(200);
        assertThat(http.post("other", "/operations", "{\"revision\":1,\"op\":[{\"d\":99},\"" + CONTENT + "\"]}")
                        .status())
                .isEqualTo(422);
        assertThat(http.post("other", "/operations", CONTENT).status()).isEqualTo(400);
    }

    /** What is stored is broken: operations that do not fit, or are no JSON at all. */
    private static void damaged(Storage disk, RawClient ada) throws Exception {
        List<String> stored =
                List.of("[{\"d\":5},\"" + CONTENT + "\"]", "[" + CONTENT + "]", "{\"" + CONTENT + "\":\"" + CONTENT);
        for (int i = 0; i < stored.size(); i++) {
            StoredDocument damaged = disk.create("damaged-" + i, "text");
            disk.append(List.of(new Storage.Append(
                    damaged, List.of(new LogEntry(1, "elsewhere", 1, "guest", 7, Bytes.utf8(stored.get(i)))))));
            ada.send("{\"type\":\"doc:open\",\"doc\":\"damaged-" + i + "\"}");
            ada.expectError("document_unavailable");
        }
    }
}
