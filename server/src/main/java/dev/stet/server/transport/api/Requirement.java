package dev.stet.server.transport.api;

import dev.stet.server.auth.Permission;
import java.util.Optional;

/** What somebody has to be to get an answer. */
enum Requirement {
    /** Anybody. */
    NOTHING,
    /** Somebody who has shown who they are; what they may do, the endpoint itself finds out. */
    USER,
    /** Somebody who has shown who they are, and names the client program that they use. */
    CLIENT,
    /** Somebody who looks after the server. */
    ADMINISTRATOR,
    /** Somebody who may read the document that the path names. */
    READ,
    /** Somebody who may change it. */
    EDIT,
    /** Somebody who may delete it, and say who may do what with it. */
    OWN;

    /** Returns what has to be allowed in the document that the path names. */
    Optional<Permission> permission() {
        return switch (this) {
            case NOTHING, USER, CLIENT, ADMINISTRATOR -> Optional.empty();
            case READ -> Optional.of(Permission.READ);
            case EDIT -> Optional.of(Permission.EDIT);
            case OWN -> Optional.of(Permission.OWN);
        };
    }
}
