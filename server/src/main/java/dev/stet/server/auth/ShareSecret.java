package dev.stet.server.auth;

import dev.stet.server.storage.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret in a share link: whoever has it is let in, so it never shows in a log, and the store has only its hash. Immutable.
 *
 * @param value the secret itself
 */
public record ShareSecret(String value) {
    private static final int BYTES = 24; // 192 bits
    private static final SecureRandom RANDOM = new SecureRandom();

    static ShareSecret fresh() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new ShareSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Returns what is stored of it. There is nothing to guess in 192 random bits, so one round of hashing is enough. */
    Bytes hash() {
        try {
            return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ShareSecret[length=" + value.length() + "]";
    }
}
