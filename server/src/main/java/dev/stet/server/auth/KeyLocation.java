package dev.stet.server.auth;

import java.net.URI;
import java.nio.file.Path;

/** Where the keys are that tokens are checked with. Its kind decides which algorithms are taken. */
public sealed interface KeyLocation {

    /**
     * A secret that is shared with whoever makes tokens: HS256 only.
     *
     * @param file holds at least 32 bytes; a line break at its end is not part of it
     */
    record SecretFile(Path file) implements KeyLocation {}

    /**
     * Public keys: RS256 and ES256 only.
     *
     * @param file a JSON Web Key Set, or one public key or certificate in PEM
     */
    record PublicKeyFile(Path file) implements KeyLocation {}

    /**
     * Public keys, fetched when they are needed and kept: RS256 and ES256 only.
     *
     * @param url of a JSON Web Key Set; {@code https:}, or {@code http:} on this machine
     */
    record KeySetUrl(URI url) implements KeyLocation {}
}
