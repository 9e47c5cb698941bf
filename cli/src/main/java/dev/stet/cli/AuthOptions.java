package dev.stet.cli;

import dev.stet.server.AuthSettings;
import dev.stet.server.auth.JwtSettings;
import dev.stet.server.auth.KeyLocation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@link AuthSettings} as options. */
final class AuthOptions {
    /** How people are told apart. */
    enum Accounts {
        NONE,
        JWT
    }

    @Option(
            names = "--auth",
            paramLabel = "none|jwt",
            defaultValue = "none",
            description = "none: everybody is a guest who may do everything; served to this machine only. jwt: signed"
                    + " tokens say who somebody is. Default: ${DEFAULT-VALUE}")
    private Accounts accounts = Accounts.NONE;

    @Option(
            names = "--allow-anyone",
            description = "With --auth none, listen where others can reach this server too. Whoever does may read and"
                    + " change every document.")
    private boolean anyone;

    @Option(
            names = "--jwt-secret-file",
            paramLabel = "FILE",
            description = "Secret of at least 32 bytes that tokens are signed with (HS256).")
    private @Nullable Path secretFile;

    @Option(
            names = "--jwks",
            paramLabel = "URL|FILE",
            description = "Public keys that tokens are signed with (RS256, ES256): a JSON Web Key Set at an https:"
                    + " address or in a file, or a public key in PEM.")
    private @Nullable String keys;

    @Option(names = "--jwt-issuer", paramLabel = "TEXT", description = "Who has to have made a token: its claim iss.")
    private @Nullable String issuer;

    @Option(names = "--jwt-audience", paramLabel = "TEXT", description = "For whom it has to be made: its claim aud.")
    private @Nullable String audience;

    @Option(
            names = "--clock-skew",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How far clocks may be apart, up to 5m. Default: ${DEFAULT-VALUE}")
    private Duration clockSkew = JwtSettings.DEFAULT_CLOCK_SKEW;

    @Option(
            names = "--auth-cookie",
            paramLabel = "NAME",
            description = "A cookie that may hold the token. It counts with an allowed origin only. Default: none.")
    private @Nullable String cookie;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            split = ",",
            description = "Where pages may come from that use this server, like https://app.example; several with"
                    + " commas. Default: from this server only.")
    private List<String> origins = List.of();

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException if they do not go together
     */
    AuthSettings settings() {
        AuthSettings settings = AuthSettings.DEFAULT.withOrigins(Set.copyOf(origins));
        if (accounts == Accounts.NONE) {
            if (secretFile != null || keys != null) {
                throw new IllegalArgumentException("keys are for --auth jwt");
            }
            return anyone ? settings.forAnyone() : settings;
        }
        settings = settings.with(tokens());
        return cookie == null ? settings : settings.withCookie(cookie);
    }

    private JwtSettings tokens() {
        if (issuer == null || audience == null) {
            throw new IllegalArgumentException("--auth jwt needs --jwt-issuer and --jwt-audience");
        }
        return new JwtSettings(
                location(Optional.ofNullable(secretFile), Optional.ofNullable(keys)), issuer, audience, clockSkew);
    }

    private static KeyLocation location(Optional<Path> secret, Optional<String> publicKeys) {
        if (secret.isPresent() == publicKeys.isPresent()) {
            throw new IllegalArgumentException("--auth jwt needs one of --jwt-secret-file and --jwks");
        }
        if (secret.isPresent()) {
            return new KeyLocation.SecretFile(secret.get());
        }
        String where = publicKeys.get();
        return where.startsWith("https:") || where.startsWith("http:")
                ? new KeyLocation.KeySetUrl(URI.create(where))
                : new KeyLocation.PublicKeyFile(Path.of(where));
    }
}
