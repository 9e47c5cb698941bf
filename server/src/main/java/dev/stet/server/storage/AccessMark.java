package dev.stet.server.storage;

/**
 * What tells one state of a document's access from another: it is another one after each change. Immutable.
 *
 * @param listVersion version of the list; 0 if there never was one
 * @param links how many links there are
 * @param linksMadeMs when they were made, all of them added up: a link that takes the place of another is a younger one
 */
public record AccessMark(long listVersion, long links, long linksMadeMs) {
    /** Neither a list nor a link. */
    public static final AccessMark NONE = new AccessMark(0, 0, 0);

    AccessMark plus(AccessMark other) {
        return new AccessMark(
                listVersion + other.listVersion, links + other.links, Math.addExact(linksMadeMs, other.linksMadeMs));
    }
}
