package dev.stet.server.session;

import dev.stet.server.document.Document;
import dev.stet.server.document.Joined;
import dev.stet.server.document.Participant;
import dev.stet.server.document.Published;
import dev.stet.server.protocol.Json;
import dev.stet.server.protocol.MessageCodec;
import dev.stet.server.protocol.ServerMessage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.telemetry.ReaderLag;
import dev.stet.server.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How much of a document a client was sent: up to which revision, and up to which version of presence. Makes the next frame out of what came
 * since, and moves past it.
 *
 * <p>Threads: confined to the session's mailbox.
 */
final class DocumentCursor {
    private final String doc;
    private final String client;
    private final MessageCodec codec;
    private final OwnOperation own;
    private final Telemetry telemetry;
    private final Pages pages;
    private final Runnable more;

    /** The client's own name in the document. */
    private String participant = "";

    private long revision;
    private long presence;

    /** What comes next. */
    sealed interface Next {}

    /** A frame, which the cursor has moved past. */
    record Frame(OutgoingFrame frame) implements Next {}

    /** Nothing, for the time being. */
    record Nothing() implements Next {}

    /** What comes next is not known any more: the client has to open the document again. */
    record Lost() implements Next {}

    private static final Next NOTHING = new Nothing();
    private static final Next LOST = new Lost();

    /**
     * @param own what of the client's own it is to be told is acknowledged
     * @param mailbox runs tasks in the session's mailbox
     * @param more told when there is more to be had than there was
     */
    DocumentCursor(
            String doc,
            String client,
            MessageCodec codec,
            OwnOperation own,
            Telemetry telemetry,
            Consumer<Runnable> mailbox,
            Runnable more) {
        this.doc = doc;
        this.client = client;
        this.codec = codec;
        this.own = own;
        this.telemetry = telemetry;
        this.pages = new Pages(mailbox, more);
        this.more = more;
    }

    /**
     * Begins where the client joined.
     *
     * @return who else is there, as far as the answer to the client may tell it; the others come later
     */
    List<ServerMessage.Participant> begin(Joined told) {
        participant = told.participant();
        revision = told.revision();
        if (told.snapshot().isEmpty()) {
            pages.mayBeBehind();
        }
        // selections are told on the revision of the message; a reader that resumes hears of them when it has caught up
        if (revision != told.published().revision()) {
            return List.of();
        }
        Stretch here = Stretch.from(place(), List.of(), told.published()).orElseThrow();
        presence = here.presence();
        return others(here.changed());
    }

    String participant() {
        return participant;
    }

    /** Returns the last revision that the client was sent. */
    long revision() {
        return revision;
    }

    Next next(Document<?, ?> document) {
        if (pages.isReading()) {
            return NOTHING;
        }
        Published published = document.published();
        Optional<Stretch> found = pages.after(place(), document, published);
        if (found.isEmpty()) {
            return pages.isReading() ? NOTHING : LOST;
        }
        Stretch stretch = found.get();
        revision = stretch.revision();
        presence = stretch.presence();
        if (revision < published.revision() || presence < published.presenceVersion()) {
            more.run();
        }
        if (stretch.isEmpty()) {
            return NOTHING;
        }
        Optional<OutgoingFrame> frame = stretch.concerns(client, participant)
                ? encode(stretch, published)
                : stretch.frame(() -> encode(stretch, published));
        return frame.isPresent() ? new Frame(frame.get()) : NOTHING;
    }

    private Stretch.Place place() {
        return new Stretch.Place(codec.subprotocol(), revision, presence);
    }

    private Optional<OutgoingFrame> encode(Stretch stretch, Published published) {
        List<ServerMessage> messages = new ArrayList<>();
        List<ServerMessage.AppliedOperation> run = new ArrayList<>();
        for (LogEntry entry : stretch.entries()) {
            boolean isOfClient = entry.client().equals(client);
            if (isOfClient && own.isAwaited(entry)) {
                endRun(run, entry.revision() - 1, messages);
                own.acknowledged(entry, published.durableNanos(), telemetry);
                messages.add(new ServerMessage.Ack(doc, entry.sequence(), entry.revision()));
            } else {
                run.add(new ServerMessage.AppliedOperation(
                        Json.encoded(entry.operation().array()),
                        entry.author(),
                        isOfClient ? OptionalLong.of(entry.sequence()) : OptionalLong.empty()));
            }
        }
        endRun(run, stretch.revision(), messages);
        // mostly nobody, and looking for others among nobody is a dozen objects
        List<ServerMessage.Participant> changed = stretch.changed().isEmpty() ? List.of() : others(stretch.changed());
        if (!(changed.isEmpty() && stretch.left().isEmpty())) {
            messages.add(new ServerMessage.PresenceChanged(doc, stretch.revision(), changed, stretch.left()));
        }
        return messages.isEmpty()
                ? Optional.empty()
                : Optional.of(new OutgoingFrame(codec.encode(messages), OptionalLong.of(stretch.revision())));
    }

    private void endRun(List<ServerMessage.AppliedOperation> run, long upTo, List<ServerMessage> messages) {
        if (!run.isEmpty()) {
            messages.add(new ServerMessage.Applied(doc, upTo, List.copyOf(run)));
            run.clear();
        }
    }

    private List<ServerMessage.Participant> others(List<Participant> some) {
        return some.stream()
                .filter(one -> !one.id().equals(participant))
                .map(one -> new ServerMessage.Participant(
                        one.id(), one.user(), one.selection(), one.state().map(state -> Json.encoded(state.array()))))
                .toList();
    }

    /** Returns the lag of others and of this one, whose client has not been sent all that there is. */
    ReaderLag lag(ReaderLag others, Published published) {
        long behind = published.revision() - revision;
        return behind <= 0 ? others : others.and(behind, published.bytesAfter(revision));
    }
}
