package dev.stet.server.auth;

import dev.stet.server.AuthSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Accounts of a server under test: what it has to be started with, and tokens that it takes. Thread-safe. */
public final class TestAccounts {
    private static final String NAME = "stet-test";

    private final TokenIssuer issuer;
    private final AuthSettings settings;

    /** @param folder where the secret is written */
    public TestAccounts(Path folder) throws IOException, KeyException {
        Path file = Files.writeString(folder.resolve("token.secret"), "a secret that is only used in tests, ever\n");
        issuer = new TokenIssuer(Secret.in(file), NAME, NAME, InstantSource.system());
        settings =
                AuthSettings.DEFAULT.with(new JwtSettings(new KeyLocation.SecretFile(file), NAME, NAME, Duration.ZERO));
    }

    /** Returns what lets in whoever has one of the tokens. */
    public AuthSettings settings() {
        return settings;
    }

    /** Returns a token for an hour that says nothing about documents. */
    public String token(String user) {
        return token(user, Duration.ofHours(1));
    }

    /** Returns a token for so long that says nothing about documents. */
    public String token(String user, Duration validFor) {
        return issuer.issue(User.named(user), validFor).value();
    }

    /** Returns a token for an hour that gives roles in documents. */
    public String token(String user, Map<String, Role> documents) {
        Map<DocumentPattern, Role> roles = new HashMap<>();
        documents.forEach((pattern, role) -> roles.put(new DocumentPattern(pattern), role));
        return issuer.issue(new User(user, user, Optional.of(new DocumentClaims(roles))), Duration.ofHours(1))
                .value();
    }

    /** Returns a token for an hour of somebody who looks after the server. */
    public String administrator(String user) {
        return issuer.issue(User.named(user).asAdministrator(), Duration.ofHours(1))
                .value();
    }

    /** Returns a token with another signature. */
    public static String forged(String token) {
        String[] parts = token.split("\\.", -1);
        byte[] other = parts[2].getBytes(StandardCharsets.US_ASCII);
        other[0] = (byte) (other[0] == 'A' ? 'B' : 'A');
        return parts[0] + "." + parts[1] + "." + new String(other, StandardCharsets.US_ASCII);
    }
}
