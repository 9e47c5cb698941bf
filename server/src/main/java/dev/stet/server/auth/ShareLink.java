package dev.stet.server.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * A link that lets in whoever has its secret, which nobody can be told again. Immutable.
 *
 * @param id what it is called when it is revoked
 * @param createdBy id of the user who made it
 * @param expiresAt when it ends; empty if it does not
 */
public record ShareLink(String id, Role role, Instant createdAt, String createdBy, Optional<Instant> expiresAt) {

    /** A link that was just made, with its secret. */
    public record Fresh(ShareLink link, ShareSecret secret) {}
}
