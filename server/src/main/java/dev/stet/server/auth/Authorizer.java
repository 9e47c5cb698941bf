package dev.stet.server.auth;

import java.time.Duration;
import java.util.Optional;

/**
 * A rule of one's own about who may do what. Named in {@code META-INF/services/dev.stet.server.auth.Authorizer} on the
 * server's class path, it is asked after everything else: claims, access list and share link. Several are asked in the order
 * in which they are found, each with what the one before it said.
 *
 * <p>It is asked when a document is opened, for each request over HTTP, and again when the document's access list or the
 * user's token changes; not for each edit. One whose answers change by themselves says how often whoever has a document
 * open is to be asked about again: {@link #askAgainEvery}. A rule that throws an exception gives nothing.
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

    /**
     * Returns how often to ask again about everybody who has a document open: a change of the rule's mind holds for them that
     * much later at the most. Each time costs two queries of the store for each of them. Asked once, when the server starts.
     *
     * @return a tenth of a second or more, as which anything shorter is taken; nothing, as it is if this is not overridden, if
     *     only other changes matter
     */
    default Optional<Duration> askAgainEvery() {
        return Optional.empty();
    }
}
