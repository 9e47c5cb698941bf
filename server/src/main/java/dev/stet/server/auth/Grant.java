package dev.stet.server.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody may do with a document now. Immutable.
 *
 * @param until when that has to be looked at again; empty if it holds until it is changed
 * @param link id of the share link that gives it; empty if no link is needed
 */
public record Grant(Role role, Optional<Instant> until, Optional<String> link) {

    /** Returns whether this is enough. */
    public boolean allows(Permission permission) {
        return role.allows(permission);
    }
}
