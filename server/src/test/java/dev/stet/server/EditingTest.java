package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People edit a document through real sockets, and it is kept in a real store. */
class EditingTest extends InBothEncodings {
    @TempDir
    Path folder;

    StetServer server;

    @BeforeEach
    void start() throws Exception {
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anEditIsAcknowledgedToItsAuthorAndShownToTheOthers() throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001");
                RawClient grace = RawClient.connect(server, "grace-01")) {
            assertThat(ada.open("minutes")).containsEntry("revision", 0).containsEntry("snapshot", "");
            grace.open("minutes");
            ada.submit("minutes", 0, 1, "[\"Hello\"]");
            assertThat(ada.expect("op:ack")).containsEntry("seq", 1).containsEntry("revision", 1);
            assertThat(grace.expect("op:applied"))
                    .containsEntry("revision", 1)
                    .containsEntry("operations", List.of(Map.of("op", List.of("Hello"), "author", ada.user())));
        }
    }

    @Test
    void whoeverEditsAtTheSameTimeEndsWithTheSameText() throws Exception {
        Random random = new Random(7);
        try (TypingClient ada = TypingClient.open(server, "ada-0001", "minutes");
                TypingClient grace = TypingClient.open(server, "grace-01", "minutes");
                TypingClient edsger = TypingClient.open(server, "edsger-1", "minutes")) {
            List<TypingClient> everybody = List.of(ada, grace, edsger);
            for (int i = 0; i < 600; i++) {
                TypingClient one = everybody.get(random.nextInt(3));
                one.takeWhatCame();
                one.edit(random);
            }
            long last = 0;
            for (int round = 0; round < 2; round++) {
                for (TypingClient one : everybody) {
                    one.settle(last);
                    last = one.revision();
                }
            }
            assertThat(grace.shown()).isEqualTo(ada.shown());
            assertThat(edsger.shown()).isEqualTo(ada.shown());
            try (TypingClient late = TypingClient.open(server, "late-001", "minutes")) {
                assertThat(late.shown()).isEqualTo(ada.shown());
            }
        }
    }
}
