package dev.stet.server.auth;

import java.util.Optional;

/**
 * What somebody shows. Immutable.
 *
 * @param client id of the client program; empty for a request outside of a connection
 */
public record Credentials(Optional<Token> token, Optional<String> client) {}
