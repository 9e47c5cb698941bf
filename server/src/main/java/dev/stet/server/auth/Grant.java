package dev.stet.server.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody may do with a document now. Immutable.
 *
 * @param until when that has to be looked at again; empty if it holds until it is changed
 */
public record Grant(Role role, Optional<Instant> until) {

    /** Returns whether this is enough. */
    public boolean allows(Permission permission) {
        return role.allows(permission);
    }
}
