package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is here, and where: selections keep their place while others type. */
class PresenceTest extends InBothEncodings {
    @TempDir
    Path folder;

    StetServer server;
    RawClient ada;
    RawClient grace;
    Object adaHere;

    @BeforeEach
    void start() throws Exception {
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder));
        ada = RawClient.connect(server, "ada-0001");
        grace = RawClient.connect(server, "grace-01");
        grace.open("minutes");
        grace.submit("minutes", 0, 1, "[\"0123456789\"]");
        grace.expect("op:ack");
        adaHere = ada.open("minutes").get("participant");
        grace.expect("presence:changed");
    }

    @AfterEach
    void stop() {
        ada.close();
        grace.close();
        server.close();
    }

    private void present(String fields) throws Exception {
        ada.send("{\"type\":\"presence:update\",\"doc\":\"minutes\"," + fields + "}");
    }

    private static Map<String, Object> selection(int anchor, int head) {
        return Map.of("anchor", anchor, "head", head);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> only(Map<String, Object> changed) {
        List<Map<String, Object>> participants = (List<Map<String, Object>>) changed.get("participants");
        assertThat(participants).hasSize(1);
        return participants.getFirst();
    }

    @Test
    void aSelectionIsShownToTheOthersAndNotToOneself() throws Exception {
        present("\"revision\":1,\"selection\":{\"anchor\":2,\"head\":7},\"state\":{\"name\":\"Ada\"}");
        Map<String, Object> changed = grace.expect("presence:changed");
        assertThat(changed).containsEntry("revision", 1).containsEntry("left", List.of());
        assertThat(only(changed))
                .containsEntry("participant", adaHere)
                .containsEntry("user", ada.user())
                .containsEntry("selection", selection(2, 7))
                .containsEntry("state", Map.of("name", "Ada"));
        assertThat(ada.untilPong()).isEmpty();
    }

    @Test
    void anAbsentFieldIsKeptAndNullRemovesIt() throws Exception {
        present("\"revision\":1,\"selection\":{\"anchor\":2,\"head\":7},\"state\":{\"name\":\"Ada\"}");
        grace.expect("presence:changed");
        present("\"revision\":1,\"selection\":{\"anchor\":3,\"head\":3}");
        assertThat(only(grace.expect("presence:changed")))
                .containsEntry("selection", selection(3, 3))
                .containsEntry("state", Map.of("name", "Ada"));
        present("\"revision\":1,\"selection\":null");
        assertThat(only(grace.expect("presence:changed")))
                .doesNotContainKey("selection")
                .containsEntry("state", Map.of("name", "Ada"));
        present("\"revision\":1,\"state\":null");
        assertThat(only(grace.expect("presence:changed"))).doesNotContainKeys("selection", "state");
    }

    @Test
    void aSelectionOnAnOldRevisionIsMovedToTheNewest() throws Exception {
        grace.submit("minutes", 1, 2, "[{\"d\":1},\"abc\"]");
        grace.expect("op:ack");
        present("\"revision\":1,\"selection\":{\"anchor\":2,\"head\":7}");
        assertThat(grace.expect("presence:changed"))
                .containsEntry("revision", 2)
                .satisfies(changed -> assertThat(only(changed)).containsEntry("selection", selection(4, 9)));
    }

    @Test
    void aSelectionGoesAlongWithTheOperationThatMovedIt() throws Exception {
        grace.submit("minutes", 1, 2, "[\"abc\"]");
        grace.expect("op:ack");
        ada.send("{\"type\":\"op:submit\",\"doc\":\"minutes\",\"revision\":1,\"seq\":1,\"op\":[5,\"xy\"],"
                + "\"selection\":{\"anchor\":7,\"head\":7}}");
        assertThat(grace.next()).containsEntry("type", "op:applied").containsEntry("revision", 3);
        Map<String, Object> changed = grace.next();
        assertThat(changed).containsEntry("type", "presence:changed").containsEntry("revision", 3);
        assertThat(only(changed)).containsEntry("selection", selection(10, 10));
    }

    @Test
    void whoComesLaterIsToldWhereEverybodyIsNow() throws Exception {
        present("\"revision\":1,\"selection\":{\"anchor\":2,\"head\":7}");
        grace.expect("presence:changed");
        grace.submit("minutes", 1, 2, "[4,\"abc\"]");
        grace.expect("op:ack");
        try (RawClient late = RawClient.connect(server, "late-0001")) {
            assertThat(late.open("minutes").toString()).contains("selection={anchor=2, head=10}");
            assertThat(only(grace.expect("presence:changed"))).containsEntry("user", late.user());
        }
        assertThat((List<?>) grace.expect("presence:changed").get("left")).hasSize(1);
    }

    @Test
    void whoClosesTheDocumentHasLeft() throws Exception {
        ada.send("{\"type\":\"doc:close\",\"id\":\"c\",\"doc\":\"minutes\"}");
        assertThat(ada.expect("doc:closed")).containsEntry("re", "c").containsEntry("reason", "requested");
        assertThat(grace.expect("presence:changed"))
                .containsEntry("left", List.of(adaHere))
                .containsEntry("participants", List.of());
    }

    @Test
    void whoResumesIsToldWhoIsHereOnceItHasCaughtUp() throws Exception {
        present("\"revision\":1,\"selection\":{\"anchor\":2,\"head\":7}");
        grace.expect("presence:changed");
        try (RawClient behind = RawClient.connect(server, "behind-01")) {
            assertThat(behind.resume("minutes", 0)).containsEntry("participants", List.of());
            assertThat(behind.next()).containsEntry("type", "op:applied").containsEntry("revision", 1);
            Map<String, Object> changed = behind.next();
            assertThat(changed).containsEntry("type", "presence:changed").containsEntry("revision", 1);
            assertThat(changed.get("participants").toString())
                    .contains(ada.user())
                    .contains(grace.user())
                    .contains("anchor=2")
                    .doesNotContain(behind.user());
        }
    }
}
