package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.storage.UnreliableStorage.Call;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests: documents and health. */
class HttpTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    UnreliableStorage storage;
    StetServer server;

    @BeforeEach
    void start() throws Exception {
        storage = new UnreliableStorage(H2Storage.open(folder, Durability.FORCED));
        server = StetServer.start(ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0), storage);
        try (RawClient ada = RawClient.connect(server, "ada-0001")) {
            ada.open("minutes");
            ada.submit("minutes", 0, 1, "[\"Hell\u00f6 \uD83D\uDE00\"]");
            ada.expect("op:ack");
        }
    }

    @AfterEach
    void stop() {
        storage.release();
        storage.repair();
        server.close();
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.address() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aDocumentIsReadAtItsNewestRevision() throws Exception {
        HttpResponse<String> answer = send("GET", "/api/v1/documents/minutes");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("Hell\u00f6 \uD83D\uDE00");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(answer.headers().firstValue("Stet-Revision")).hasValue("1");
    }

    @Test
    void headAnswersAsGetWithoutTheContent() throws Exception {
        HttpResponse<String> answer = send("HEAD", "/api/v1/documents/minutes");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("11");
    }

    @Test
    void aDocumentThatIsNotThereIsNotFoundAndNotCreated() throws Exception {
        HttpResponse<String> answer = send("GET", "/api/v1/documents/other");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"code\":\"doc_not_found\"");
        assertThat(storage.find("other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/documents/", "/api/v1/documents/a%20b", "/api/v1/documents/a/b", "/api/v2", "/nothing"})
    void whatIsNotThereIsNotFound(String path) throws Exception {
        assertThat(send("GET", path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/documents/minutes/blame", "/healthz", "/readyz"})
    void whatIsOnlyReadCannotBeWritten(String path) throws Exception {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
            HttpResponse<String> answer = send(method, path);
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
    }

    @Test
    void aDocumentThatCannotBeReadIsUnavailable() throws Exception {
        storage.fail(Call.FIND);
        HttpResponse<String> answer = send("GET", "/api/v1/documents/other");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"document_unavailable\"");
    }

    @Test
    void aLogThatCannotBeReadIsUnavailableAndNotEmpty() throws Exception {
        storage.fail(Call.READ);
        HttpResponse<String> answer = send("GET", "/api/v1/documents/minutes/operations");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"document_unavailable\"");
    }

    @Test
    void theProcessIsHealthyAndReady() throws Exception {
        assertThat(send("GET", "/healthz").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutStorageTheProcessIsHealthyAndNotReady() throws Exception {
        storage.fail(Call.CHECK);
        assertThat(send("GET", "/healthz").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/readyz").statusCode()).isEqualTo(503);
        storage.repair();
        assertThat(send("GET", "/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void storageThatDoesNotAnswerIsNotReady() throws Exception {
        storage.stall(Call.CHECK);
        assertThat(send("GET", "/readyz").statusCode()).isEqualTo(503);
        storage.release();
        assertThat(send("GET", "/readyz").statusCode()).isEqualTo(200);
    }
}
