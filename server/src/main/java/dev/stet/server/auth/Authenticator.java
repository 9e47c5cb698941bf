package dev.stet.server.auth;

/** Finds out who somebody is. Thread-safe; may block while keys are fetched. */
@FunctionalInterface
public interface Authenticator {

    /**
     * Returns who shows these.
     *
     * @throws AuthenticationException if they do not show it
     */
    Identity authenticate(Credentials credentials) throws AuthenticationException;

    /** Returns whether finding out may take its time: keys are fetched, or signatures checked. */
    default boolean mayBlock() {
        return true;
    }
}
