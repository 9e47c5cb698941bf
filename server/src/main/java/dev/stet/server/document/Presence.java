package dev.stet.server.document;

import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who has a document open, and where they are: selections are always on the durable revision. Confined to the document's
 * mailbox.
 */
final class Presence<O> {
    private final OperationType<?, O> type;
    private final Places<?, O> places;
    private final Map<Reader, Participant> participants = new LinkedHashMap<>();
    /** Where authors will be when their operations are durable. */
    private final Map<OperationId, Selection> announced = new HashMap<>();

    /** All of them, if nothing has changed since they were asked for. */
    private @Nullable List<Participant> listed;

    private Departures departures = Departures.NONE;
    private long version;
    private long lastId;

    Presence(OperationType<?, O> type, Places<?, O> places) {
        this.type = type;
        this.places = places;
    }

    long version() {
        return version;
    }

    /** Returns everybody: the same list until somebody comes, leaves, changes or is moved. */
    List<Participant> participants() {
        List<Participant> known = listed;
        if (known == null) {
            known = List.copyOf(participants.values());
            listed = known;
        }
        return known;
    }

    Departures departures() {
        return departures;
    }

    Participant join(Reader reader) {
        Participant participant =
                new Participant("p-" + ++lastId, reader.user(), Optional.empty(), Optional.empty(), ++version);
        participants.put(reader, participant);
        listed = null;
        return participant;
    }

    void leave(Reader reader) {
        Participant left = participants.remove(reader);
        if (left != null) {
            listed = null;
            departures = departures.with(left.id(), ++version);
        }
    }

    /** Changes what others see of a reader, or tells the reader why not. Returns whether it changed. */
    boolean change(Reader reader, PresenceChange change) {
        long revision = change.revision();
        if (revision > places.newest()) {
            reader.presenceRefused(
                    Reader.Reason.REVISION_AHEAD,
                    "the revision lies in the future, revision=" + revision + " newest=" + places.newest());
            return false;
        }
        Optional<Selection> selected = change.selection().flatMap(selection -> selection);
        if (selected.isPresent() && !places.isInside(selected.get(), revision)) {
            reader.presenceRefused(Reader.Reason.INVALID_SELECTION, "the selection lies outside the document");
            return false;
        }
        if (change.selection().isPresent()) {
            Optional<Selection> now = selected.flatMap(selection -> places.moved(selection, revision));
            replace(reader, old -> new Participant(old.id(), old.user(), now, old.state(), ++version));
        }
        change.state()
                .ifPresent(state -> replace(
                        reader, old -> new Participant(old.id(), old.user(), old.selection(), state, ++version)));
        return true;
    }

    private void replace(Reader reader, UnaryOperator<Participant> change) {
        participants.computeIfPresent(reader, (same, old) -> change.apply(old));
        listed = null;
    }

    /** Remembers where the author of an accepted entry will be. */
    void announce(OperationId id, Selection selection) {
        announced.put(id, selection);
    }

    /** Forgets what was announced: the entries it belonged to are undone, and will be announced again. */
    void forgetAnnounced() {
        announced.clear();
    }

    /** Moves everybody over an entry that became durable. */
    void moveOver(Entry<O> entry) {
        Selection ahead = announced.remove(entry.id());
        Function<Selection, Optional<Selection>> over = place -> type.transformSelection(place, entry.operation());
        for (Map.Entry<Reader, Participant> one : participants.entrySet()) {
            if (ahead != null && one.getKey().client().equals(entry.id().client())) {
                one.setValue(at(one.getValue(), Optional.of(ahead), ++version));
                listed = null;
            } else {
                Participant participant = one.getValue();
                Optional<Selection> moved = participant.selection().flatMap(over);
                if (!moved.equals(participant.selection())) {
                    one.setValue(at(participant, moved, participant.version()));
                    listed = null;
                }
            }
        }
    }

    private static Participant at(Participant participant, Optional<Selection> selection, long version) {
        return new Participant(participant.id(), participant.user(), selection, participant.state(), version);
    }
}
