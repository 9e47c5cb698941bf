package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People edit a document through real sockets, and it is kept in a real store. */
class EditingTest {
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
}
