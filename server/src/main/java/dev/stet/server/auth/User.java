package dev.stet.server.auth;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person, or a program that acts as one. Immutable.
 *
 * @param id what the log and access lists know the user by; others see it. 1 to 128 characters, no control characters
 * @param name what to call the user; the id, if nothing else is known
 * @param claims what the user's token says about documents; empty if it says nothing about any
 * @param administrator whether the user's token says that they may look after the server
 */
public record User(String id, String name, Optional<DocumentClaims> claims, boolean administrator) {
    private static final Pattern FORM = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,128}");

    /** @throws IllegalArgumentException if the id or the name is empty, too long, or has control characters */
    public User {
        if (!isId(id) || !isId(name)) {
            throw new IllegalArgumentException("a user's id and name have 1 to 128 characters, no control characters");
        }
    }

    /** Makes a user who does not look after the server. */
    public User(String id, String name, Optional<DocumentClaims> claims) {
        this(id, name, claims, false);
    }

    /** Returns this user as one who looks after the server. */
    public User asAdministrator() {
        return new User(id, name, claims, true);
    }

    /** Returns a user of whom nothing but the id is known. */
    public static User named(String id) {
        return new User(id, id, Optional.empty());
    }

    /** Returns whether this can be a user's id. */
    public static boolean isId(String id) {
        return FORM.matcher(id).matches() && !id.isBlank();
    }
}
