package dev.stet.server.document;

import dev.stet.server.storage.LogEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What readers may see of a document at one moment: everything durable, and who is here. A reader brings two numbers of its
 * own, the last revision and the last presence version it was sent, and takes what is newer.
 *
 * <p>Threads: thread-safe; nothing blocks. A new one replaces it whenever something changes.
 */
public final class Published {
    private final LogTail tail;
    private final long revision;
    private final long presenceVersion;
    private final List<Participant> participants;
    private final Departures departures;
    private final long durableNanos;
    private final ConcurrentHashMap<Object, Object> shared = new ConcurrentHashMap<>(4);

    Published(
            LogTail tail,
            long revision,
            long presenceVersion,
            List<Participant> participants,
            Departures departures,
            long durableNanos) {
        this.tail = tail;
        this.revision = revision;
        this.presenceVersion = presenceVersion;
        this.participants = participants;
        this.departures = departures;
        this.durableNanos = durableNanos;
    }

    /** Returns the newest durable revision. */
    public long revision() {
        return revision;
    }

    /** Returns when the newest revision became durable here; 0 if that was before the document was opened. */
    public long durableNanos() {
        return durableNanos;
    }

    /** Returns how many bytes of operations are in memory that came after a revision. */
    public long bytesAfter(long afterRevision) {
        return tail.bytesAfter(afterRevision, revision);
    }

    /** Returns a number that goes up whenever somebody's presence changes. */
    public long presenceVersion() {
        return presenceVersion;
    }

    /** Returns everybody who has the document open. */
    public List<Participant> participants() {
        return participants;
    }

    /**
     * Returns durable entries after a revision, about {@code maxBytes} of them at most and at least one if there is one;
     * or nothing if they are not in memory any more.
     */
    public Optional<List<LogEntry>> entries(long afterRevision, long maxBytes) {
        return tail.read(afterRevision, revision, maxBytes);
    }

    /** Returns those of them whose presence changed after a version, the one that changed first before the others. */
    public List<Participant> changedAfter(long version) {
        List<Participant> changed = new ArrayList<>();
        for (Participant each : participants) {
            if (each.version() > version) {
                changed.add(each);
            }
        }
        changed.sort(Comparator.comparingLong(Participant::version));
        return changed;
    }

    /** Returns the ids of those who left after a presence version, or nothing if that is too long ago to be known. */
    public Optional<List<String>> left(long sinceVersion) {
        return departures.since(sinceVersion);
    }

    /**
     * Returns a value that is made once and shared by all readers who ask for the same key at this moment: an encoded
     * frame. The value lives as long as this object.
     */
    public <K extends Record, V> V shared(K key, Class<V> type, Function<K, V> make) {
        return type.cast(shared.computeIfAbsent(key, any -> make.apply(key)));
    }
}
