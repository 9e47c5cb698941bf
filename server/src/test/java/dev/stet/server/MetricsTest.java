package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.stet.server.auth.TestAccounts;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.FaultyStorage;
import dev.stet.server.storage.H2Storage;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees at {@code /metrics}, and who sees it. */
class MetricsTest {
    private static final ServerConfig CONFIG = ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0);
    private static final String SECRET = "an administrator's secret of some length";

    @TempDir
    Path folder;

    private StetServer start(ServerConfig config) throws Exception {
        return StetServer.start(config.storingIn(folder.resolve("data")).with(Durability.RELAXED));
    }

    private static String metrics(StetServer server) throws Exception {
        return new Http(server).send("GET", "/metrics", "", Map.of()).body();
    }

    private static double value(String metrics, String series) {
        Matcher line = Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(metrics);
        OptionalDouble value =
                line.find() ? OptionalDouble.of(Double.parseDouble(line.group(1))) : OptionalDouble.empty();
        return value.orElseThrow(() -> new AssertionError("no " + series + " in\n" + metrics));
    }

    @Test
    void anEditingSessionIsSeenInNumbers() throws Exception {
        try (StetServer server = start(CONFIG);
                RawClient ada = RawClient.connect(server, "ada-0001");
                RawClient bob = RawClient.connect(server, "bob-0001")) {
            ada.open("minutes");
            bob.open("minutes");
            for (int seq = 1; seq <= 5; seq++) {
                ada.submit("minutes", seq - 1, seq, "[\"x\"]");
                ada.expect("op:ack");
            }
            ada.submit("minutes", 99, 6, "[\"x\"]");
            ada.expectError("revision_ahead");
            ada.submit("minutes", 4, 5, "[\"x\"]");
            ada.expect("op:ack");
            assertThat(new Http(server).put("minutes", 5, "by request").status())
                    .isEqualTo(200);
            // what is counted when an answer is out may be counted after the answer is here
            await().untilAsserted(() -> {
                String before = metrics(server);
                assertThat(value(before, "stet_ack_part_seconds_count{part=\"send\"}"))
                        .isEqualTo(5);
                assertThat(value(before, "stet_ack_seconds_count")).isEqualTo(5);
                assertThat(value(before, "stet_http_requests_seconds_count{status=\"2xx\"}"))
                        .isPositive();
            });
            String metrics = metrics(server);
            assertThat(value(metrics, "stet_operations_accepted_total")).isEqualTo(6);
            assertThat(value(metrics, "stet_operations_repeated_total")).isEqualTo(1);
            assertThat(value(metrics, "stet_operations_rejected_total{code=\"revision_ahead\"}"))
                    .isEqualTo(1);
            assertThat(value(metrics, "stet_ack_seconds_count")).isEqualTo(5);
            double parts = 0;
            for (String part : new String[] {"queue", "transform", "commit", "send"}) {
                assertThat(value(metrics, "stet_ack_part_seconds_count{part=\"" + part + "\"}"))
                        .isEqualTo(5);
                parts += value(metrics, "stet_ack_part_seconds_sum{part=\"" + part + "\"}");
            }
            assertThat(parts).isCloseTo(value(metrics, "stet_ack_seconds_sum"), within(1e-6));
            assertThat(value(metrics, "stet_ack_seconds_bucket{le=\"10.0\"}")).isEqualTo(5);
            assertThat(value(metrics, "stet_journal_batch_operations_sum")).isEqualTo(6);
            assertThat(value(metrics, "stet_journal_commit_seconds_count")).isPositive();
            assertThat(value(metrics, "stet_sessions")).isEqualTo(2);
            assertThat(value(metrics, "stet_connections{transport=\"websocket\"}"))
                    .isEqualTo(2);
            assertThat(value(metrics, "stet_connections{transport=\"http\"}")).isPositive();
            assertThat(value(metrics, "stet_documents_open")).isEqualTo(1);
            assertThat(value(metrics, "stet_websocket_frames_total{direction=\"in\"}"))
                    .isGreaterThan(8);
            assertThat(value(metrics, "stet_websocket_bytes_total{direction=\"out\"}"))
                    .isGreaterThan(500);
            assertThat(value(metrics, "stet_http_requests_seconds_count{status=\"2xx\"}"))
                    .isPositive();
            assertThat(value(metrics, "stet_store_connections_max")).isPositive();
            assertThat(value(metrics, "jvm_threads_live_threads")).isPositive();
            assertThat(metrics).contains("jvm_memory_used_bytes", "jvm_gc_", "process_cpu_usage");
            assertThat(metrics).doesNotContain("minutes", "ada", "guest");
        }
    }

    @Test
    void aFailedBatchAndALostConnectionAreCounted() throws Exception {
        FaultyStorage storage =
                new FaultyStorage(H2Storage.open(folder.resolve("data"), Durability.RELAXED)).failBefore(1);
        try (StetServer server = StetServer.start(CONFIG, storage)) {
            try (RawClient ada = RawClient.connect(server, "ada-0001")) {
                ada.open("minutes");
                ada.submit("minutes", 0, 1, "[\"x\"]");
                ada.expect("op:ack"); // it is tried again
                assertThat(value(metrics(server), "stet_journal_failures_total"))
                        .isEqualTo(1);
            }
            await().untilAsserted(() -> assertThat(value(metrics(server), "stet_sessions_closed_total{why=\"gone\"}"))
                    .isEqualTo(1));
        }
    }

    @Test
    void onAServerWithAccountsOnlyAnAdministratorSeesThem() throws Exception {
        TestAccounts accounts = new TestAccounts(folder);
        try (StetServer server = start(CONFIG.with(accounts.settings()))) {
            Http http = new Http(server);
            assertThat(http.send("GET", "/metrics", "", Map.of()).status()).isEqualTo(401);
            assertThat(http.send("GET", "/metrics", "", bearer(accounts.token("ada")))
                            .status())
                    .isEqualTo(403);
            Http.Answer seen = http.send("GET", "/metrics", "", bearer(accounts.administrator("root")));
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(seen.header("Cache-Control")).isEqualTo("no-store");
            assertThat(seen.body()).contains("stet_sessions 0");
        }
    }

    @Test
    void theServersSecretShowsAnAdministratorAndOpensNoDocument() throws Exception {
        TestAccounts accounts = new TestAccounts(folder);
        try (StetServer server = start(CONFIG.with(accounts.settings()).with(withSecret()))) {
            Http http = new Http(server);
            assertThat(http.send("GET", "/metrics", "", bearer(SECRET)).status())
                    .isEqualTo(200);
            assertThat(http.send("GET", "/metrics", "", bearer(SECRET + "x")).status())
                    .isEqualTo(401);
            assertThat(http.send("GET", "/api/v1/documents", "", bearer(SECRET)).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void withoutAccountsTheyAreForThisMachineOnly() throws Exception {
        try (StetServer server = start(CONFIG)) {
            assertThat(metrics(server)).contains("stet_sessions 0");
            assertThat(asked(server, "stet.example")).startsWith("HTTP/1.1 403");
        }
    }

    /** Returns the answer to a request that calls the server by a name. */
    private static String asked(StetServer server, String host) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
            String request = "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whoeverIsLetInWithoutAccountsSeesNoneOfThem() throws Exception {
        try (StetServer server = start(CONFIG.with(AuthSettings.DEFAULT.forAnyone()))) {
            assertThat(new Http(server).send("GET", "/metrics", "", Map.of()).status())
                    .isEqualTo(403);
        }
        try (StetServer server =
                start(CONFIG.with(AuthSettings.DEFAULT.forAnyone()).with(withSecret()))) {
            Http http = new Http(server);
            assertThat(http.send("GET", "/metrics", "", Map.of()).status()).isEqualTo(403);
            assertThat(http.send("GET", "/metrics", "", bearer(SECRET)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aPortOfItsOwnServesThemAndHealthAndNothingElse() throws Exception {
        TestAccounts accounts = new TestAccounts(folder);
        OperatorSettings settings =
                OperatorSettings.DEFAULT.withMetricsAt(new OperatorSettings.Listening("127.0.0.1", 0, false));
        try (StetServer server = start(CONFIG.with(accounts.settings()).with(settings))) {
            String address = server.operatorAddress().orElseThrow().toString();
            assertThat(Http.read(address + "/metrics").body()).contains("stet_sessions 0");
            assertThat(Http.read(address + "/healthz").status()).isEqualTo(200);
            assertThat(Http.read(address + "/readyz").status()).isEqualTo(200);
            assertThat(Http.read(address + "/api/v1/documents").status()).isEqualTo(404);
            assertThat(Http.read(address + "/").status()).isEqualTo(404);
            int taken = server.operatorAddress().orElseThrow().getPort();
            assertThat(failedStart(settings.withMetricsAt(new OperatorSettings.Listening("127.0.0.1", taken, false))))
                    .contains("for metrics");
            assertThat(failedStart(settings.withMetricsAt(new OperatorSettings.Listening("127.0.0.1", 0, true))))
                    .contains("has no certificate");
        }
    }

    private String failedStart(OperatorSettings taken) {
        return catchThrowableOfType(
                        StartFailedException.class,
                        () -> StetServer.start(
                                CONFIG.storingIn(folder.resolve("second")).with(taken)))
                .getMessage();
    }

    private OperatorSettings withSecret() throws Exception {
        Path file = Files.writeString(folder.resolve("admin.secret"), SECRET + "\n");
        return OperatorSettings.DEFAULT.withAdminToken(file);
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }
}
