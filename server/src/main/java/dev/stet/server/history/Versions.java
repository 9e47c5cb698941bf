package dev.stet.server.history;

import dev.stet.server.history.HistoryException.Reason;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.Storage;
import java.time.InstantSource;

/**
 * Gives names to revisions.
 *
 * <p>Threads: thread-safe; every method blocks.
 */
public final class Versions {
    private final Storage storage;
    private final Histories histories;
    private final InstantSource clock;

    public Versions(Storage storage, Histories histories, InstantSource clock) {
        this.storage = storage;
        this.histories = histories;
        this.clock = clock;
    }

    /**
     * Gives a name to a revision. The same again changes nothing.
     *
     * @return the version as it is in the store
     * @throws HistoryException if there is no such revision, or the document has another one of this name
     */
    public NamedVersion add(String id, String name, Moment moment, String author) throws HistoryException {
        DocumentHistory<?, ?> history = histories.of(id);
        NamedVersion version = new NamedVersion(name, history.revision(moment), clock.millis(), author);
        if (storage.addVersion(history.document(), version)) {
            return version;
        }
        return history.versions().stream()
                .filter(same -> same.name().equals(name) && same.revision() == version.revision())
                .findFirst()
                .orElseThrow(() ->
                        new HistoryException(Reason.VERSION_EXISTS, "the document has a version of this name already"));
    }

    /**
     * Takes a name away; the revision stays.
     *
     * @throws HistoryException if the document has no such version
     */
    public void remove(String id, String name) throws HistoryException {
        if (!storage.removeVersion(histories.of(id).document(), name)) {
            throw new HistoryException(Reason.NO_SUCH_VERSION, "the document has no such version");
        }
    }
}
