package dev.stet.server.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * Who somebody has shown to be. Immutable.
 *
 * @param expiresAt when that has to be shown again; empty if never
 */
public record Identity(User user, Optional<Instant> expiresAt) {}
