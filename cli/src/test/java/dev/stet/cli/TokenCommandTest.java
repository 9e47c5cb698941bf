package dev.stet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.auth.Credentials;
import dev.stet.server.auth.Identity;
import dev.stet.server.auth.JwtAuthenticator;
import dev.stet.server.auth.JwtSettings;
import dev.stet.server.auth.KeyLocation;
import dev.stet.server.auth.Role;
import dev.stet.server.auth.Token;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine stet = Stet.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return stet.execute(args);
    }

    private Path secret(String content) throws Exception {
        return Files.writeString(folder.resolve("secret"), content);
    }

    @Test
    void whatIsCreatedIsTakenByAServerWithTheSameSecret() throws Exception {
        Path secret = secret("0123456789abcdef0123456789abcdef\n");
        String[] create = {
            "token",
            "create",
            "--secret-file",
            secret.toString(),
            "--user",
            "ada",
            "--name",
            "Ada",
            "--valid",
            "5m",
            "--document",
            "team-*=editor",
            "--document",
            "minutes=owner"
        };
        assertThat(run(create)).as(err.toString()).isZero();
        Identity ada = new JwtAuthenticator(
                        new JwtSettings(new KeyLocation.SecretFile(secret), "stet", "stet", Duration.ZERO),
                        InstantSource.system())
                .authenticate(
                        new Credentials(Optional.of(new Token(out.toString().strip())), Optional.empty()));
        assertThat(ada.user().name()).isEqualTo("Ada");
        assertThat(ada.user().claims().orElseThrow().role("team-1")).contains(Role.EDITOR);
        assertThat(ada.user().claims().orElseThrow().role("minutes")).contains(Role.OWNER);
    }

    @Test
    void whatATokenSaysCanBeLookedAt() throws Exception {
        Path secret = secret("0123456789abcdef0123456789abcdef");
        run("token", "create", "--secret-file", secret.toString(), "--user", "ada");
        String token = out.toString().strip();
        out.getBuffer().setLength(0);
        assertThat(run("token", "inspect", token)).isZero();
        assertThat(out.toString())
                .contains("\"sub\" : \"ada\"", "\"alg\" : \"HS256\"", "expires ", "signature not checked")
                .doesNotContain(token);
    }

    @Test
    void whatCannotBeIsSaidInOneLine() throws Exception {
        Path weak = secret("too short");
        assertThat(run("token", "create", "--secret-file", weak.toString(), "--user", "ada"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(run("token", "inspect", "nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(run("serve", "--auth", "jwt")).isEqualTo(ExitCode.USAGE);
        assertThat(run("serve", "--auth", "jwt", "--jwt-issuer", "i", "--jwt-audience", "a"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("serve", "--jwks", "keys.json")).isEqualTo(ExitCode.USAGE);
        assertThat(run("serve", "--host", "0.0.0.0")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("the secret is too short").doesNotContain("too short\n\tat");
    }
}
