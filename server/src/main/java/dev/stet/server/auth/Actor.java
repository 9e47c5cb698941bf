package dev.stet.server.auth;

/**
 * Who does something, and from where. Immutable.
 *
 * @param user the user's id
 * @param from the address that the request or connection comes from
 */
public record Actor(String user, String from) {}
