package dev.stet.ot.sync.simulation;

import dev.stet.ot.sync.InFlight;
import java.util.Optional;

/** Clients that resume wrongly, made by building a new machine from what the old one had. */
final class FlawedClients {
    private FlawedClients() {}

    /**
     * Resumes an editor in the way of its flaw.
     *
     * @param otherwise whether the operation in flight is stored, or a snapshot came: not the case the flaw is about
     * @return whether there was a flaw, and an operation in flight for it to spoil
     */
    static <S, O> boolean resume(World<S, O> world, Editor<S, O> editor, boolean otherwise) {
        Optional<InFlight<O>> sent = editor.state().inFlight();
        if (otherwise || sent.isEmpty()) {
            return false;
        }
        long revision = editor.state().revision();
        O inFlight = sent.get().operation();
        Optional<O> buffer = editor.state().buffer();
        if (world.has(Flaw.CLIENT_COMPOSES_IN_FLIGHT)) {
            O both = buffer.map(op -> world.type().compose(inFlight, op)).orElse(inFlight);
            editor.rebuild(revision, sent.get().sequence(), Optional.of(both), Optional.empty());
        } else if (world.has(Flaw.CLIENT_RENUMBERS)) {
            editor.rebuild(revision, editor.lastSequence() + 1, Optional.of(inFlight), buffer);
        } else if (world.has(Flaw.CLIENT_DROPS_IN_FLIGHT)) {
            editor.rebuild(revision, editor.lastSequence() + 1, Optional.empty(), Optional.empty());
            editor.redraw();
        } else {
            return false;
        }
        return true;
    }

    /** Takes all operations that have arrived together as one, and transforms over that. */
    static <S, O> Message.Applied<S, O> catchUp(
            World<S, O> world, Editor<S, O> editor, Connection<S, O> from, Message.Applied<S, O> first) {
        Message.Applied<S, O> all = first;
        for (Optional<Message.Applied<S, O>> next = from.takeIfApplied();
                next.isPresent();
                next = from.takeIfApplied()) {
            O composed = world.type().compose(all.operation(), next.get().operation());
            all = new Message.Applied<>(next.get().revision(), composed);
        }
        Optional<InFlight<O>> sent = editor.state().inFlight();
        if (all != first) {
            editor.rebuild(
                    all.revision() - 1,
                    sent.map(InFlight::sequence).orElse(editor.lastSequence() + 1),
                    sent.map(InFlight::operation),
                    editor.state().buffer());
        }
        return all;
    }
}
