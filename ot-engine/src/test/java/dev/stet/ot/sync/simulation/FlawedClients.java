package dev.stet.ot.sync.simulation;

import dev.stet.ot.sync.InFlight;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
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
    static boolean resume(World world, Editor editor, boolean otherwise) {
        Optional<InFlight<TextOperation>> sent = editor.state().inFlight();
        if (otherwise || sent.isEmpty()) {
            return false;
        }
        long revision = editor.state().revision();
        TextOperation inFlight = sent.get().operation();
        Optional<TextOperation> buffer = editor.state().buffer();
        if (world.has(Flaw.CLIENT_COMPOSES_IN_FLIGHT)) {
            TextOperation both =
                    buffer.map(op -> TextType.TEXT.compose(inFlight, op)).orElse(inFlight);
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
    static Message.Applied catchUp(Editor editor, Connection from, Message.Applied first) {
        Message.Applied all = first;
        for (Optional<Message.Applied> next = from.takeIfApplied(); next.isPresent(); next = from.takeIfApplied()) {
            TextOperation composed =
                    TextType.TEXT.compose(all.operation(), next.get().operation());
            all = new Message.Applied(next.get().revision(), composed);
        }
        Optional<InFlight<TextOperation>> sent = editor.state().inFlight();
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
