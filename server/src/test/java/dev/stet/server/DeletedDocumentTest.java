package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has a document open is told when somebody deletes it. */
class DeletedDocumentTest extends InBothEncodings {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

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

    private int request(String method, String path) throws Exception {
        URI uri = server.address().resolve("/api/v1/documents/" + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void aLiveEditorIsShownOutAndComesBackWhenTheDocumentDoes() throws Exception {
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            ada.submit("minutes", 0, 1, "[\"Hello\"]");
            ada.expect("op:ack");
            assertThat(request("DELETE", "minutes")).isEqualTo(204);
            assertThat(ada.expect("doc:closed")).containsEntry("doc", "minutes").containsEntry("reason", "deleted");
            ada.send("{\"type\":\"doc:open\",\"doc\":\"minutes\",\"create\":true}");
            assertThat(ada.expectError("doc_deleted")).containsEntry("retryable", false);
            assertThat(request("GET", "minutes")).isEqualTo(410);
            assertThat(request("POST", "minutes/undelete")).isEqualTo(200);
            assertThat(ada.resume("minutes", 1)).containsEntry("revision", 1).doesNotContainKey("snapshot");
        }
    }
}
