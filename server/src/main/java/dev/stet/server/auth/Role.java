package dev.stet.server.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody is to a document, from the least to the most. Each may do what those before it may. */
public enum Role {
    /** May read. */
    VIEWER(Permission.READ),
    /** Reserved for comments; may do what a viewer may. */
    COMMENTER(Permission.READ),
    /** May change the content. */
    EDITOR(Permission.EDIT),
    /** May delete the document, and say who else may do what. */
    OWNER(Permission.OWN);

    private final Permission most;
    private final String wireName = name().toLowerCase(Locale.ROOT);

    Role(Permission most) {
        this.most = most;
    }

    /** Returns whether this role is enough. */
    public boolean allows(Permission permission) {
        return permission.compareTo(most) <= 0;
    }

    /** Returns the name on the wire: {@code editor}. */
    public String wireName() {
        return wireName;
    }

    /** Finds a role by its name on the wire. */
    public static Optional<Role> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equals(name))
                .findFirst();
    }

    /** Returns the greater of two, of which any may be missing. */
    static Optional<Role> greater(Optional<Role> one, Optional<Role> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().compareTo(other.get()) >= 0 ? one : other;
    }
}
