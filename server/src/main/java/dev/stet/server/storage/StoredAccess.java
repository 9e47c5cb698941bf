package dev.stet.server.storage;

import java.util.Map;

/**
 * Who is what to a document, as stored. Immutable.
 *
 * @param version goes up by one with each change, from 1; 0 if there never was a list
 * @param roles the role of each user, by the user's id
 */
public record StoredAccess(long version, Map<String, String> roles) {
    /** No list at all. */
    public static final StoredAccess NONE = new StoredAccess(0, Map.of());

    /** Copies the map. */
    public StoredAccess {
        roles = Map.copyOf(roles);
    }
}
