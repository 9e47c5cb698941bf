package dev.stet.server.auth;

import java.util.Map;

/**
 * Who is what to a document. Immutable.
 *
 * @param version goes up with each change; 0 if there never was a list
 * @param roles by the user's id
 */
public record AccessList(long version, Map<String, Role> roles) {
    /** How many users a list may name. */
    public static final int MAX_ENTRIES = 1_000;

    /** Copies the map. */
    public AccessList {
        roles = Map.copyOf(roles);
    }
}
