package dev.stet.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.cli.CommandFailedException;
import dev.stet.server.ServerConfig;
import dev.stet.server.StetServer;
import dev.stet.server.auth.TestAccounts;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trace is typed on a server with accounts by whoever has a token, and by nobody else. */
@Timeout(300)
class ReplayTokenTest {
    @TempDir
    Path folder;

    private TestAccounts accounts;
    private StetServer server;
    private Trace trace;

    @BeforeEach
    void start() throws Exception {
        accounts = new TestAccounts(folder);
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(accounts.settings()));
        trace = Replay.read(Files.writeString(folder.resolve("short.json"), """
                {"startContent": "", "endContent": "ab", "txns": [{"patches": [[0, 0, "b"]]}, {"patches": [[0, 0, "a"]]}]}
                """));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Replay replay(Optional<String> token) {
        return new Replay(trace, server.address(), token, "short", 0, 1);
    }

    private static ProgressDisplay unseen() {
        return new ProgressDisplay(new PrintWriter(Writer.nullWriter()), false);
    }

    @Test
    void withATokenItIsTyped() throws Exception {
        assertThat(replay(Optional.of(accounts.token("ada"))).run(unseen()).isExact())
                .isTrue();
    }

    @Test
    void withoutOneItIsNot() {
        assertThatThrownBy(() -> replay(Optional.empty()).run(unseen()))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("token");
    }
}
