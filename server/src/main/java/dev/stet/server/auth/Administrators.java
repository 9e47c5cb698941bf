package dev.stet.server.auth;

import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may look into the running server, and change how it works. It has nothing to do with documents: an administrator may
 * read none for being one.
 *
 * <p>It is whoever has the claim {@code stet_admin}, or shows the secret that the server was started with. On a server without
 * accounts, which only this machine can reach, it is everybody, unless there is such a secret. Immutable.
 */
public final class Administrators {
    private final boolean everybody;
    private final Optional<Secret> token;

    /**
     * @param everybody whether whoever comes is one, if there is no secret
     * @param token the secret
     */
    public Administrators(boolean everybody, Optional<Secret> token) {
        this.everybody = everybody && token.isEmpty();
        this.token = token;
    }

    /** Returns whether this is the secret; takes the same time whatever is shown. */
    public boolean knows(Token shown) {
        return token.filter(secret -> MessageDigest.isEqual(
                        secret.bytes(), shown.value().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isPresent();
    }

    /** Returns whether a user is one. */
    public boolean include(User user) {
        return everybody || user.administrator();
    }
}
