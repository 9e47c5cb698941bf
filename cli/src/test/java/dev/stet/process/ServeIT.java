package dev.stet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.client.ClientDocument;
import dev.stet.client.ClientOptions;
import dev.stet.client.ClientRuntime;
import dev.stet.client.DocumentListener;
import dev.stet.client.StetClient;
import dev.stet.ot.OperationType;
import dev.stet.ot.json.Json0Type;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import dev.stet.server.TestCertificate;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.TestPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code stet serve} as its user meets it: what it prints, how it stops, and how it says no. */
@Timeout(300)
class ServeIT {
    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void data() {
        data = folder.resolve("data");
    }

    @Test
    void saysWhereWithWhatPromiseAndStopsInOrderWhenAsked() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, 0)) {
            assertThat(server.out())
                    .contains("address     http://127.0.0.1:" + server.port())
                    .contains("data        " + data.toAbsolutePath())
                    .contains("durability  forced: what is acknowledged is on disk");
            assertThat(server.terminate()).isZero();
            assertThat(server.out()).contains("Stopping").endsWith("Stopped.\n");
            assertThat(server.err()).isEmpty();
        }
    }

    @Test
    void documentsAreKeptInADatabaseWhosePasswordIsNotSaid() throws Exception {
        StoreLocation database = TestPostgres.shared().newDatabase();
        Map<String, String> environment = Map.of("STET_STORE_PASSWORD", "secret");
        try (ServerProcess server = ServerProcess.start(folder, database, environment, 0)) {
            assertThat(server.out())
                    .contains("store       " + database)
                    .contains("durability  forced")
                    .doesNotContain("secret");
            type(server, "minutes", "kept");
            assertThat(server.terminate()).isZero();
            assertThat(server.err())
                    .contains("stet.audit: document created, document=minutes")
                    .hasLineCount(1);
        }
        try (ServerProcess again = ServerProcess.start(folder, database, environment, 0)) {
            assertThat(Program.run(
                                    folder,
                                    "cat",
                                    "minutes",
                                    "--server",
                                    again.address().toString())
                            .out())
                    .isEqualTo("kept");
        }
    }

    @Test
    void withACertificateEverythingGoesOverTlsAndANewOneIsTakenWhileTheServerRuns() throws Exception {
        TestCertificate first = TestCertificate.make(folder, "first");
        TestCertificate second = TestCertificate.make(folder, "second");
        Path chain = Files.writeString(folder.resolve("cert.pem"), first.chain());
        Path key = Files.writeString(folder.resolve("key.pem"), first.key());
        try (ServerProcess server = ServerProcess.start(
                data,
                0,
                "--tls-cert",
                chain.toString(),
                "--tls-key",
                key.toString(),
                "--tls-poll",
                "1s",
                "--metrics-port",
                "0",
                "--metrics-tls")) {
            assertThat(server.out())
                    .contains("address     https://127.0.0.1:")
                    .containsPattern("metrics     https://127\\.0\\.0\\.1:\\d+/metrics");
            try (ClientRuntime runtime = new ClientRuntime(TestCertificate.trusting(first))) {
                edit(runtime, server, "minutes", TextType.TEXT, shown -> TextOperation.replace(0, 0, "over TLS"));
            }
            assertThat(cat(server, first)).isEqualTo(new Program.Result(0, "over TLS", ""));
            Files.writeString(chain, second.chain());
            Files.writeString(key, second.key());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(cat(server, second).out()).isEqualTo("over TLS"));
            assertThat(server.terminate()).isZero();
            assertThat(server.err())
                    .contains("stet.audit: document created, document=minutes")
                    .hasLineCount(1);
        }
    }

    /** Reads the document with a command that trusts one certificate. */
    private Program.Result cat(ServerProcess server, TestCertificate trusted) throws Exception {
        List<String> command = new ArrayList<>(
                Program.command("cat", "minutes", "--server", server.address().toString()));
        command.addAll(
                1,
                List.of(
                        "-Djavax.net.ssl.trustStore=" + trusted.keystore(),
                        "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD));
        return Program.run(folder, Map.of(), command);
    }

    @Test
    void aCertificateThatCannotBeUsedIsOneLine() throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "here");
        String keystore = certificate.keystore().toString();
        Path wrong = Files.writeString(folder.resolve("password"), "wrong\n");
        refused("serve", "--data", data.toString(), "--tls-keystore", keystore, "--tls-password-file", wrong.toString())
                .contains("the password does not open the keystore")
                .contains(keystore);
        for (List<String> options : List.of(
                List.of("--tls-cert", keystore),
                List.of("--tls-keystore", keystore),
                List.of("--tls-password-file", keystore),
                List.of("--frame-ancestors", "everywhere"))) {
            List<String> all = new ArrayList<>(List.of("serve"));
            all.addAll(options);
            assertThat(Program.run(folder, all.toArray(String[]::new)).exitCode())
                    .as("%s", options)
                    .isEqualTo(2);
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsOneLine() throws Exception {
        refused("serve", "--port", "0", "--store", "jdbc:postgresql://127.0.0.1:1/stet", "--store-wait", "1ms")
                .contains("the database cannot be reached")
                .contains("jdbc:postgresql://127.0.0.1:1/stet");
    }

    @Test
    void theAddressShowsTheEditor() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, 0);
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> page = http.send(
                    HttpRequest.newBuilder(server.address().resolve("/")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
            assertThat(page.body()).contains("<title>");
            assertThat(server.err()).isEmpty();
        }
    }

    @Test
    void relaxedDurabilityIsSaidLoudly() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, 0, "--durability", "relaxed")) {
            assertThat(server.out()).contains("durability  RELAXED");
            assertThat(server.err())
                    .startsWith("stet: WARNING: durability is relaxed")
                    .hasLineCount(1);
        }
    }

    @Test
    void aDocumentIsReadBackFromTheServerFromItsFolderAndAfterARestart() throws Exception {
        String text = "Grüße, 😀\nand a long end: " + "x".repeat(200_000);
        try (ServerProcess server = ServerProcess.start(data, 0)) {
            type(server, "minutes", text);
            Program.Result live = Program.run(
                    folder, "cat", "minutes", "--server", server.address().toString());
            assertThat(live).isEqualTo(new Program.Result(0, text, ""));
            assertThat(Program.run(folder, "cat", "minutes", "--data", data.toString())
                            .err())
                    .contains("in use")
                    .hasLineCount(1);
            assertThat(server.terminate()).isZero();
        }
        assertThat(Program.run(folder, "cat", "minutes", "--data", data.toString()))
                .isEqualTo(new Program.Result(0, text, ""));
        try (ServerProcess again = ServerProcess.start(data, 0)) {
            assertThat(Program.run(
                                    folder,
                                    "cat",
                                    "minutes",
                                    "--server",
                                    again.address().toString())
                            .out())
                    .isEqualTo(text);
        }
    }

    @Test
    void aDocumentThatIsNoTextIsReadBackAsJson() throws Exception {
        String json = "{\"list\":[1,\"ä\"]}";
        try (ServerProcess server = ServerProcess.start(data, 0)) {
            edit(
                    server,
                    "board",
                    Json0Type.JSON0,
                    shown -> Json0Type.JSON0.decode(
                            List.of(Map.of("p", List.of(), "oi", Map.of("list", List.of(1, "ä"))))));
            assertThat(Program.run(
                            folder, "cat", "board", "--server", server.address().toString()))
                    .isEqualTo(new Program.Result(0, json, ""));
            assertThat(server.terminate()).isZero();
        }
        assertThat(Program.run(folder, "cat", "board", "--data", data.toString()))
                .isEqualTo(new Program.Result(0, json, ""));
    }

    @Test
    void whatCannotBeIsOneLineAndAnExitCode() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, 0)) {
            String port = Integer.toString(server.port());
            refused("serve", "--data", folder.resolve("other").toString(), "--port", port)
                    .contains("cannot listen")
                    .contains(port);
            refused("serve", "--data", data.toString(), "--port", "0")
                    .contains("in use")
                    .contains(data.toString());
            refusedWith(6, "cat", "none", "--server", server.address().toString())
                    .contains("doc=none");
            refused("cat", "minutes", "--data", folder.resolve("nowhere").toString())
                    .contains("nowhere");
            refused(
                            "replay",
                            "--server",
                            server.address().toString(),
                            folder.resolve("none.json.gz").toString())
                    .contains("none.json.gz");
        }
        Path notFolder = Files.writeString(folder.resolve("file"), "");
        refused("serve", "--data", notFolder.toString(), "--port", "0").contains(notFolder.toString());
        refused("cat", "minutes", "--server", "http://127.0.0.1:1").contains("no server answers");
        refusedWith(2, "cat", "minutes", "--server", "nonsense").contains("server=nonsense");
    }

    @Test
    void wrongUseIsExplained() throws Exception {
        for (List<String> wrong : List.of(
                List.of("serve", "--port", "99999"),
                List.of("serve", "--prot", "1"),
                List.of("serve", "--heartbeat", "soon"),
                List.of("serve", "--config", "none.properties"),
                List.of("replay"),
                List.of("nonsense"))) {
            Program.Result result = Program.run(folder, wrong.toArray(String[]::new));
            assertThat(result.exitCode()).as("%s", wrong).isEqualTo(2);
            assertThat(result.err()).startsWith("stet: ").doesNotContain("\tat ");
        }
    }

    @Test
    void settingsComeFromTheCommandLineTheEnvironmentAndTheFileInThatOrder() throws Exception {
        Path file = Files.writeString(
                folder.resolve("stet.properties"), "port=1\nhost=localhost\ndurability=relaxed\nmax-state-bytes=99\n");
        Map<String, String> environment = Map.of("STET_CONFIG", file.toString(), "STET_DURABILITY", "forced");
        try (ServerProcess server = ServerProcess.start(data, environment, 0, "--host", "127.0.0.1")) {
            assertThat(server.out()).contains("http://127.0.0.1:").contains("durability  forced");
        }
        Files.writeString(file, "prot=1\n");
        assertThat(Program.run(folder, "serve").err()).contains("keys=prot");
    }

    @Test
    void completionIsAScriptThatTheShellTakes() throws Exception {
        Program.Result script = Program.run(folder, "generate-completion");
        assertThat(script.exitCode()).isZero();
        Path file = Files.writeString(folder.resolve("completion.bash"), script.out());
        assertThat(Program.run(folder, Map.of(), List.of("bash", "-c", "source " + file + " && complete -p stet"))
                        .out())
                .contains("stet");
    }

    private org.assertj.core.api.AbstractStringAssert<?> refused(String... arguments)
            throws IOException, InterruptedException {
        return refusedWith(1, arguments);
    }

    private org.assertj.core.api.AbstractStringAssert<?> refusedWith(int exitCode, String... arguments)
            throws IOException, InterruptedException {
        Program.Result result = Program.run(folder, arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
        return assertThat(result.err()).startsWith("stet: ").hasLineCount(1);
    }

    private static void type(ServerProcess server, String name, String text) throws Exception {
        edit(server, name, TextType.TEXT, shown -> TextOperation.replace(0, 0, text));
    }

    private static <S, O> void edit(ServerProcess server, String name, OperationType<S, O> type, Function<S, O> edit)
            throws Exception {
        try (ClientRuntime runtime = new ClientRuntime()) {
            edit(runtime, server, name, type, edit);
        }
    }

    private static <S, O> void edit(
            ClientRuntime runtime, ServerProcess server, String name, OperationType<S, O> type, Function<S, O> edit)
            throws Exception {
        try (StetClient client = StetClient.connect(runtime, server.address(), ClientOptions.fresh())) {
            ClientDocument<S, O> document =
                    client.open(name, type, new DocumentListener<S, O>() {}).get();
            document.edit(edit).get();
            document.awaitSynchronized(Duration.ofSeconds(30));
        }
    }
}
