package dev.stet.server.storage;

import java.util.OptionalLong;

/**
 * A link that lets in whoever has its secret, as stored. Immutable.
 *
 * @param id what it is called when it is listed or revoked; not a secret
 * @param secretHash SHA-256 of its secret
 * @param createdMs when, in milliseconds since the epoch
 * @param createdBy id of the user who made it
 * @param expiresMs when it ends, in milliseconds since the epoch; empty if it does not
 */
public record StoredShare(
        String id,
        String document,
        Bytes secretHash,
        String role,
        long createdMs,
        String createdBy,
        OptionalLong expiresMs) {}
