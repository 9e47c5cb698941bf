package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.Http.Answer;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.TestPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The NUL character, which PostgreSQL's text has not, is refused wherever text is stored or looked for, on either store. */
class NulCharacterTest {
    @TempDir
    static Path folder;

    static Stream<StoreLocation> stores() {
        return Stream.of(new StoreLocation.Folder(folder), TestPostgres.shared().newDatabase());
    }

    @ParameterizedTest
    @MethodSource("stores")
    void isRefusedByHttpAndByTheProtocol(StoreLocation store) throws Exception {
        try (StetServer server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(store))) {
            Http http = new Http(server);
            http.create("{\"id\":\"minutes\",\"content\":\"Let it stand.\"}");
            requireRefused(http.send("GET", "/api/v1/documents?after=a%00b", "", Map.of()));
            requireRefused(http.send("GET", "/api/v1/documents/minutes?version=a%00b", "", Map.of()));
            requireRefused(http.send("POST", "/api/v1/documents", "{\"id\":\"a\\u0000b\"}", Map.of()));
            assertThat(http.send("PUT", "/api/v1/documents/minutes/versions/a%00b", "{}", Map.of())
                            .status())
                    .isEqualTo(400);
            try (RawClient ada = RawClient.connect(server, "ada-0001")) {
                ada.send("{\"type\":\"doc:open\",\"create\":true,\"doc\":\"a\\u0000b\"}");
                ada.expectError("bad_message");
                assertThat(ada.open("minutes")).containsEntry("snapshot", "Let it stand.");
            }
            assertThat(http.get("minutes", "").body()).isEqualTo("Let it stand.");
        }
    }

    private static void requireRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("bad_message");
    }
}
