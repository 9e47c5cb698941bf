package dev.stet.cli;

import dev.stet.server.transport.WebSettings;
import dev.stet.server.transport.tls.CertificateLocation;
import dev.stet.server.transport.tls.Passphrase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@link WebSettings} as options. */
final class WebOptions {
    /** Holds the keystore's password. It is no option: others can see a command line. */
    private static final String PASSWORD_VARIABLE = "STET_TLS_PASSWORD";

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description =
                    "Certificate of this server in PEM, and those that lead to one that clients trust. With it the"
                            + " address begins with https:.")
    private @Nullable Path chain;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "Private key of that certificate in PEM: PKCS#8, not encrypted.")
    private @Nullable Path key;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description =
                    "Certificate and private key together, in PKCS#12. Its password is in --tls-password-file, or in"
                            + " the environment variable STET_TLS_PASSWORD.")
    private @Nullable Path keystore;

    @Option(names = "--tls-password-file", paramLabel = "FILE", description = "File with the password of the keystore.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--tls-poll",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "How often to look whether those files have changed; new ones are used from then on."
                    + " Default: ${DEFAULT-VALUE}")
    private Duration poll = WebSettings.DEFAULT.certificatePoll();

    @Option(
            names = "--hsts",
            paramLabel = "TIME",
            defaultValue = "365d",
            converter = DurationConverter.class,
            description = "With TLS, how long browsers that came once come with TLS only (Strict-Transport-Security);"
                    + " 1ms has them forget it. Default: ${DEFAULT-VALUE}")
    private Duration strictTransport = WebSettings.DEFAULT.strictTransport();

    @Option(
            names = "--frame-ancestors",
            paramLabel = "ORIGIN",
            split = ",",
            description = "Whose pages may show the editor in a frame: 'self', or origins like https://app.example;"
                    + " several with commas. Default: nobody's.")
    private List<String> frameAncestors = List.of();

    @Option(
            names = "--compression-min-bytes",
            paramLabel = "BYTES",
            defaultValue = "1k",
            converter = CountConverter.class,
            description =
                    "How long a WebSocket frame is that is compressed (permessage-deflate) for clients who want it."
                            + " Default: ${DEFAULT-VALUE}")
    private int compressionMinBytes;

    @Option(names = "--no-compression", description = "Compress no WebSocket frames.")
    private boolean uncompressed;

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException if they do not go together
     */
    WebSettings settings() {
        return new WebSettings(
                certificate(), poll, strictTransport, frameAncestors, uncompressed ? 0 : compressionMinBytes);
    }

    private Optional<CertificateLocation> certificate() {
        if ((chain == null) != (key == null)) {
            throw new IllegalArgumentException("--tls-cert and --tls-key go together");
        }
        if (chain != null && keystore != null) {
            throw new IllegalArgumentException("give --tls-cert and --tls-key, or --tls-keystore, not both");
        }
        if (keystore == null && passwordFile != null) {
            throw new IllegalArgumentException("--tls-password-file is for --tls-keystore");
        }
        if (keystore != null) {
            return Optional.of(new CertificateLocation.Keystore(keystore, passphrase()));
        }
        return chain == null || key == null ? Optional.empty() : Optional.of(new CertificateLocation.Pem(chain, key));
    }

    private Passphrase passphrase() {
        if (passwordFile != null) {
            return new Passphrase.InFile(passwordFile);
        }
        String password = System.getenv(PASSWORD_VARIABLE);
        if (password == null) {
            throw new IllegalArgumentException(
                    "--tls-keystore needs --tls-password-file or the environment variable " + PASSWORD_VARIABLE);
        }
        return new Passphrase.Known(password);
    }
}
