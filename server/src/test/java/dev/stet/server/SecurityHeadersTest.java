package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.auth.TestAccounts;
import dev.stet.server.transport.WebSettings;
import dev.stet.server.transport.tls.CertificateLocation;
import dev.stet.server.transport.tls.Passphrase;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What every answer tells browsers, whoever gives it. */
class SecurityHeadersTest {
    private static final String CSP = "Content-Security-Policy";

    @TempDir
    private Path folder;

    private StetServer start(WebSettings web) throws Exception {
        return StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(web));
    }

    private static void assertProtected(Http.Answer answer, boolean api) {
        assertThat(answer.header("X-Content-Type-Options")).as("%s", answer).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).as("%s", answer).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).as("%s", answer).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy"))
                .as("%s", answer)
                .isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).as("%s", answer).contains("camera=()");
        assertThat(answer.response().headers().allValues(CSP)).as("%s", answer).hasSize(1);
        assertThat(answer.header(CSP))
                .as("%s", answer)
                .contains("default-src 'none'")
                .contains("base-uri 'none'")
                .contains("frame-ancestors 'none'")
                .contains(api ? "sandbox;" : "script-src 'self';")
                .doesNotContain("unsafe-eval");
        assertThat(answer.header("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/assets/test-1a2b3c4d.js",
                "/assets/",
                "/none",
                "/healthz",
                "/readyz",
                "/ws",
                "/metrics",
                "/%2e%2e/none",
                "/none/api/v1"
            })
    void pagesAndFilesRunNothingButTheirOwnScripts(String path) throws Exception {
        try (StetServer server = start(WebSettings.DEFAULT)) {
            for (String method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
                Http.Answer answer = new Http(server).send(method, path, "", Map.of());
                assertProtected(answer, false);
                assertThat(answer.status()).as("%s", answer).isLessThan(500);
            }
        }
    }

    @Test
    void everyAnswerOfTheApiRunsNothingWhateverItSays() throws Exception {
        try (StetServer server = start(WebSettings.DEFAULT)) {
            Http http = new Http(server);
            http.create("{\"id\":\"minutes\",\"content\":\"Hello\"}");
            List<Integer> statuses = new ArrayList<>();
            JsonNode routes = http.send("GET", "/api/v1/openapi.json", "", Map.of())
                    .json()
                    .get("paths");
            for (Map.Entry<String, JsonNode> route : routes.properties()) {
                String path = route.getKey().replace("{id}", "minutes").replaceAll("\\{[a-z]+}", "none");
                for (String method : List.of("GET", "PUT", "POST", "DELETE", "PATCH")) {
                    for (String body : List.of("", "{", "{\"id\":\"other\"}")) {
                        Http.Answer answer = http.send(method, path, body, Map.of("Content-Type", "application/json"));
                        statuses.add(answer.status());
                        assertProtected(answer, path.startsWith("/api/"));
                    }
                }
            }
            assertThat(statuses).contains(200, 201, 204, 400, 404, 405);
        }
    }

    @Test
    void refusalsInTheHandshakeAndOfWhoeverAsksAreProtectedToo() throws Exception {
        TestAccounts accounts = new TestAccounts(folder);
        try (StetServer server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(accounts.settings()))) {
            Http http = new Http(server);
            Http.Answer refused = http.send("GET", "/api/v1/documents/minutes", "", Map.of());
            assertThat(refused.status()).isEqualTo(401);
            assertProtected(refused, true);
            Http.Answer backup = http.send("GET", "/api/v1/backup", "", Map.of());
            assertThat(backup.status()).isEqualTo(401);
            assertProtected(backup, true);
            Http.Answer origin = http.send("PUT", "/api/v1/documents/minutes", "x", Map.of("Origin", "https://evil"));
            assertThat(origin.status()).isEqualTo(403);
            assertProtected(origin, true);
            try (WireSocket wire = WireSocket.ask(server, "/ws?client=browser-1", "stet.v1.json")) {
                assertThat(wire.status()).isEqualTo(401);
                assertThat(wire.head())
                        .contains("X-Content-Type-Options: nosniff")
                        .contains(CSP);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "GET\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"})
    void whatIsNoRequestIsAnsweredProtected(String request) throws Exception {
        try (StetServer server = start(WebSettings.DEFAULT);
                Socket socket =
                        new Socket(server.address().getHost(), server.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 400")
                    .contains("X-Content-Type-Options: nosniff")
                    .contains(CSP);
        }
    }

    @Test
    void framesAreForThosePagesThatAreNamed() throws Exception {
        try (StetServer server = start(WebSettings.DEFAULT.framedBy(List.of("'self'", "https://*.app.example:8443")))) {
            Http http = new Http(server);
            for (String path : List.of("/", "/api/v1/documents/none")) {
                assertThat(http.send("GET", path, "", Map.of()).header(CSP))
                        .endsWith("frame-ancestors 'self' https://*.app.example:8443");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.example", "https://a; script-src *", "https://a\r\nX: y", "*", "'none'", ""})
    void whatIsNoAncestorIsRefused(String ancestor) {
        assertThatThrownBy(() -> WebSettings.DEFAULT.framedBy(List.of(ancestor)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://app.example");
    }

    @Test
    void browsersAreToldToStayWithTlsByAServerThatSpeaksItOnly() throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "here");
        SSLContext trust = TestCertificate.trusting(certificate);
        String header = "Strict-Transport-Security";
        try (StetServer server = start(WebSettings.DEFAULT.with(new CertificateLocation.Keystore(
                        certificate.keystore(), new Passphrase.Known(TestCertificate.PASSWORD))));
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(trust)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build()) {
            for (String path : List.of("/", "/none", "/api/v1/documents/none")) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create(server.address() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.headers().firstValue(header)).hasValue("max-age=31536000");
                assertProtected(new Http.Answer(answer), path.startsWith("/api/"));
            }
        }
        try (StetServer server = start(WebSettings.DEFAULT)) {
            assertThat(new Http(server).send("GET", "/", "", Map.of()).header(header))
                    .isEmpty();
        }
    }
}
