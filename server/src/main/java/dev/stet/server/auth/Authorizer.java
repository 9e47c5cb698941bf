package dev.stet.server.auth;

import java.util.Optional;

/**
 * A rule of one's own about who may do what. Named in {@code META-INF/services/dev.stet.server.auth.Authorizer} on the
 * server's class path, it is asked after everything else: claims, access list and share link. Several are asked in the order
 * in which they are found, each with what the one before it said.
 *
 * <p>It is asked when a document is opened, for each request over HTTP, and again when the document's access list or the
 * user's token changes; not for each edit. A rule that throws an exception gives nothing.
 *
 * <p>Threads: called from many at once. It may block, and whoever opens the document waits.
 */
@FunctionalInterface
public interface Authorizer {

    /**
     * Returns the user's role in a document.
     *
     * @param document the document's name; when it is about to be made, there is none of this name yet
     * @param granted the role so far; empty for none
     * @return the role, which may be less or more; empty for none
     */
    Optional<Role> role(User user, String document, Optional<Role> granted);
}
