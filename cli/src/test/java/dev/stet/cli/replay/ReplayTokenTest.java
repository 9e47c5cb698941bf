package dev.stet.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.cli.CommandFailedException;
import dev.stet.server.AuthSettings;
import dev.stet.server.ServerConfig;
import dev.stet.server.StetServer;
import dev.stet.server.auth.JwtSettings;
import dev.stet.server.auth.KeyLocation;
import dev.stet.server.auth.Secret;
import dev.stet.server.auth.TokenIssuer;
import dev.stet.server.auth.User;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trace is typed on a server with accounts by whoever has a token, and by nobody else. */
@Timeout(300)
class ReplayTokenTest {
    private static final String NAME = "test";

    @TempDir
    Path folder;

    private TokenIssuer issuer;
    private StetServer server;
    private Trace trace;

    @BeforeEach
    void start() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "only for tests, thirty-two bytes and more");
        issuer = new TokenIssuer(Secret.in(secret), NAME, NAME, InstantSource.system());
        server = StetServer.start(ServerConfig.DEFAULT
                .listeningOn("127.0.0.1", 0)
                .storingIn(folder.resolve("data"))
                .with(AuthSettings.DEFAULT.with(
                        new JwtSettings(new KeyLocation.SecretFile(secret), NAME, NAME, Duration.ZERO))));
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
        String token = issuer.issue(User.named("ada"), Duration.ofHours(1)).value();
        assertThat(replay(Optional.of(token)).run(unseen()).isExact()).isTrue();
    }

    @Test
    void withoutOneItIsNot() {
        assertThatThrownBy(() -> replay(Optional.empty()).run(unseen()))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("token");
    }
}
