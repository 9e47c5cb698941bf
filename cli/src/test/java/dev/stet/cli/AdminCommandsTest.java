package dev.stet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.server.OperatorSettings;
import dev.stet.server.ServerConfig;
import dev.stet.server.StetServer;
import dev.stet.server.telemetry.LogLevels;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code stet admin …}, from the command line through HTTP into the server. */
@Timeout(60)
class AdminCommandsTest {
    @TempDir
    Path folder;

    private final Levels levels = new Levels();
    private StetServer server;

    private static final class Levels implements LogLevels {
        private final Map<String, Level> set = new ConcurrentHashMap<>();

        @Override
        public Optional<Level> level(String logger) {
            return Optional.of(set.getOrDefault(logger, Level.WARN));
        }

        @Override
        public boolean set(String logger, Level level) {
            set.put(logger, level);
            return true;
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(OperatorSettings.DEFAULT.with(levels)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Cli.Result admin(String... arguments) {
        List<String> all = new ArrayList<>(List.of("admin"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--server", server.address().toString()));
        return Cli.run(all.toArray(String[]::new));
    }

    @Test
    void logLevelsAreShownAndChanged() {
        assertThat(admin("log-level")).isEqualTo(new Cli.Result(0, "dev.stet warn\n", ""));
        assertThat(admin("log-level", "DEBUG", "--logger", "dev.stet.server.session"))
                .isEqualTo(new Cli.Result(0, "dev.stet.server.session debug\n", ""));
        assertThat(levels.set).isEqualTo(Map.of("dev.stet.server.session", LogLevels.Level.DEBUG));
        assertThat(admin("log-level", "--json", "--logger", "dev.stet.server.session")
                        .json()
                        .get("level")
                        .asString())
                .isEqualTo("debug");
    }

    @Test
    void onlyTheServersOwnLoggersAreChanged() {
        Cli.Result refused = admin("log-level", "debug", "--logger", "org.eclipse.jetty");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("only loggers of the server itself").hasLineCount(1);
        assertThat(levels.set).isEmpty();
    }

    @Test
    void messagesThatMadeNoSenseAreShown() throws Exception {
        assertThat(admin("unprocessable")).isEqualTo(new Cli.Result(0, "", ""));
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(
                            URI.create(server.address().toString().replace("http", "ws") + "/ws"),
                            new WebSocket.Listener() {})
                    .join();
            socket.sendText("my secret", true).join();
            await().untilAsserted(() -> assertThat(admin("unprocessable").out())
                    .hasLineCount(1)
                    .contains("\"code\":\"bad_json\"", "\"bytes\":9", "\"shape\":\"(not JSON)\"")
                    .doesNotContain("secret"));
            socket.abort();
        }
    }
}
