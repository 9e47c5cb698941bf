package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two servers over one PostgreSQL, and a proxy that sends each request to either: nothing has to go where the stream is. */
class EventStreamNodesTest {
    private static final String ADA = "ada-0001";

    private final StoreLocation.Postgres database = TestPostgres.shared().newDatabase();
    private StetServer here;
    private StetServer there;

    @BeforeEach
    void start() throws Exception {
        ServerConfig config = ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(database);
        here = StetServer.start(config);
        there = StetServer.start(config);
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    private static RawStream open(StetServer server, String more) throws Exception {
        return RawStream.open(
                server, "minutes", ADA, "{\"type\":\"doc:open\",\"doc\":\"minutes\",\"create\":true" + more + "}");
    }

    private static JsonNode submit(StetServer server, long revision, long seq, String op) throws Exception {
        String message = "{\"type\":\"op:submit\",\"doc\":\"minutes\",\"revision\":" + revision + ",\"seq\":" + seq
                + ",\"op\":" + op + "}";
        return new Http(server)
                .send("POST", "/api/v1/documents/minutes/messages?client=" + ADA, message, Map.of())
                .json();
    }

    @Test
    void theStreamIsOnOneServerAndOperationsArePostedToTheOther() throws Exception {
        try (RawStream ada = open(here, "");
                RawClient grace = RawClient.connect(here, "grace-01")) {
            ada.expect("doc:opened");
            grace.open("minutes");
            List<Object> told = new ArrayList<>();
            for (int seq = 1; seq <= 20; seq++) {
                JsonNode ack = submit(seq % 3 == 0 ? here : there, seq - 1, seq, "[\"x\"]");
                assertThat(ack.get("type").asString()).as("%s", ack).isEqualTo("op:ack");
                assertThat(ack.get("revision").asInt()).isEqualTo(seq);
                // lost on the way back, and posted again to the other one
                assertThat(submit(seq % 2 == 0 ? here : there, seq - 1, seq, "[\"x\"]"))
                        .isEqualTo(ack);
            }
            while (told.size() < 20) {
                told.addAll((List<?>) ada.expect("op:applied").get("operations"));
            }
            for (int seq = 1; seq <= 20; seq++) {
                assertThat(told.get(seq - 1).toString()).contains("seq=" + seq);
            }
            assertThat(ada.lastId()).isEqualTo("20");
        }
    }

    @Test
    void aStreamGoesOnAtTheOtherServerWhereItBrokeOff() throws Exception {
        String last;
        try (RawStream ada = open(here, "")) {
            ada.expect("doc:opened");
            submit(here, 0, 1, "[\"a\"]");
            ada.expect("op:applied");
            last = ada.lastId();
        }
        submit(there, 1, 2, "[\"b\"]");
        try (RawStream ada = open(there, ",\"since\":" + last + ",\"inFlight\":2")) {
            assertThat(ada.expect("doc:opened"))
                    .doesNotContainKey("snapshot")
                    .containsEntry("inFlight", Map.of("seq", 2, "revision", 2));
            assertThat(ada.expect("op:ack")).containsEntry("revision", 2);
        }
    }
}
