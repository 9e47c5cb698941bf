package dev.stet.server.session;

import dev.stet.server.document.Participant;
import dev.stet.server.document.Published;
import dev.stet.server.storage.LogEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What lies between the place that readers are at and what is published, or the first part of it: entries of the log, and who came, changed or
 * left. It is read once for all readers at one place, and so is the frame that tells them; only who finds something of their own in it
 * needs a frame of their own.
 *
 * <p>Threads: thread-safe; whoever asks for the frame while it is made waits for it.
 */
final class Stretch {
    /** Participants that are told of in one frame, so that it has a bound however many come at once. */
    static final int MAX_PARTICIPANTS = 256;

    private final long revision;
    private final long presence;
    private final List<LogEntry> entries;
    private final List<Participant> changed;
    private final List<String> left;
    private volatile @Nullable Made made;

    /**
     * Where readers are. Those with one subprotocol are sent the same bytes.
     *
     * @param revision the last one they were sent
     * @param presence the last presence version they were sent; 0 for those who know of nobody
     */
    record Place(String subprotocol, long revision, long presence) {}

    /** The frame, if there is anything to tell. */
    private record Made(Optional<OutgoingFrame> frame) {}

    /** What there is of one in memory, if there is all of it. */
    private record InMemory(Optional<Stretch> stretch) {}

    private Stretch(
            long revision, long presence, List<LogEntry> entries, List<Participant> changed, List<String> left) {
        this.revision = revision;
        this.presence = presence;
        this.entries = entries;
        this.changed = changed;
        this.left = left;
    }

    /**
     * Returns the stretch from a place on that is in memory, the same to all who ask at this moment; or nothing if some of it is not
     * in memory any more.
     *
     * @param maxBytes about how many bytes of operations go into one frame
     */
    static Optional<Stretch> inMemory(Place place, Published published, long maxBytes) {
        return published
                .shared(
                        place,
                        InMemory.class,
                        same -> new InMemory(published
                                .entries(same.revision(), maxBytes)
                                .flatMap(entries -> from(same, entries, published))))
                .stretch();
    }

    /**
     * Returns the stretch from a place on, or nothing if who left since is not known any more.
     *
     * @param entries those after the place, as many as go into one frame
     */
    static Optional<Stretch> from(Place place, List<LogEntry> entries, Published published) {
        long revision = place.revision() + entries.size();
        long presence = place.presence();
        // selections are places on the newest revision, so who is not there yet hears of them later
        if (revision < published.revision() || presence == published.presenceVersion()) {
            return Optional.of(new Stretch(revision, presence, entries, List.of(), List.of()));
        }
        List<Participant> changed = published.changedAfter(presence);
        long upTo = published.presenceVersion();
        if (changed.size() > MAX_PARTICIPANTS) {
            changed = changed.subList(0, MAX_PARTICIPANTS);
            upTo = changed.getLast().version();
        }
        Optional<List<String>> left = presence == 0 ? Optional.of(List.of()) : published.left(presence);
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Stretch(revision, upTo, entries, changed, left.get()));
    }

    /** Returns the revision that it ends with. */
    long revision() {
        return revision;
    }

    /** Returns the presence version that it ends with. */
    long presence() {
        return presence;
    }

    List<LogEntry> entries() {
        return entries;
    }

    /** Returns who came or changed. */
    List<Participant> changed() {
        return changed;
    }

    /** Returns who left, by name. Some may have left after the end, and may be named again. */
    List<String> left() {
        return left;
    }

    boolean isEmpty() {
        return entries.isEmpty() && changed.isEmpty() && left.isEmpty();
    }

    /** Returns whether there is something in it that is told to its author in other words, or not at all. */
    boolean concerns(String client, String participant) {
        for (LogEntry entry : entries) {
            // what strings hold is looked at last: this is asked of each reader, whose name has not been looked at for
            // a while
            if (entry.client().hashCode() == client.hashCode() && entry.client().equals(client)) {
                return true;
            }
        }
        for (Participant each : changed) {
            if (each.id().equals(participant)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the frame for all whom it does not concern; it is made by the first who asks. */
    Optional<OutgoingFrame> frame(Supplier<Optional<OutgoingFrame>> make) {
        Made known = made;
        return known == null ? make(make) : known.frame();
    }

    private synchronized Optional<OutgoingFrame> make(Supplier<Optional<OutgoingFrame>> make) {
        Made known = made;
        if (known == null) {
            known = new Made(make.get());
            made = known;
        }
        return known.frame();
    }
}
