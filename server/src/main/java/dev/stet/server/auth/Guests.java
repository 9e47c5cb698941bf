package dev.stet.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Takes everybody for a guest: the same one for the same client program, named after it but not by its id. Immutable. */
public final class Guests implements Authenticator {
    private static final String GUEST = "guest";

    @Override
    public Identity authenticate(Credentials credentials) {
        return new Identity(User.named(credentials.client().map(Guests::name).orElse(GUEST)), Optional.empty());
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    private static String name(String client) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(client.getBytes(StandardCharsets.UTF_8));
            return GUEST + "-" + HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
