package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the editor come from the folder {@code web} of the class path, and nothing else does. */
class StaticFilesTest {
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

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theRootIsThePage() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<!doctype html>");
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body()).isEqualTo(get("/index.html").body());
    }

    @Test
    void hashedFilesAreKeptByBrowsersAndAllOthersAreFetchedEachTime() throws Exception {
        assertThat(caching("/assets/test-1a2b3c4d.js")).contains("immutable");
        assertThat(caching("/")).isEqualTo("no-cache");
        assertThat(get("/").headers().firstValue("ETag")).isEmpty();
        assertThat(get("/").headers().firstValue("Last-Modified")).isEmpty();
        assertThat(get("/assets/missing-00000000.js").statusCode()).isEqualTo(404);
        assertThat(caching("/assets/missing-00000000.js")).doesNotContain("immutable");
    }

    private String caching(String path) throws Exception {
        return get(path).headers().firstValue("Cache-Control").orElse("");
    }

    @Test
    void aScriptHasItsType() throws Exception {
        HttpResponse<String> script = get("/assets/test-1a2b3c4d.js");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Content-Type").orElse("")).contains("javascript");
    }

    @Test
    void aFolderIsNotListed() throws Exception {
        assertThat(get("/assets/").statusCode()).isIn(403, 404);
    }

    /** Sent by hand, since a client would tidy the path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../logback-test.xml",
                "/..%2flogback-test.xml",
                "/%2e%2e/logback-test.xml",
                "/assets/../../logback-test.xml",
                "/..;/logback-test.xml",
                "//logback-test.xml",
                "/logback-test.xml",
                "/db/migration/V1__documents.sql"
            })
    void nothingOutsideIsServed(String path) throws Exception {
        assertThat(statusOf(path)).isBetween(400, 404);
    }

    private int statusOf(String target) throws IOException {
        try (Socket socket =
                new Socket(server.address().getHost(), server.address().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
