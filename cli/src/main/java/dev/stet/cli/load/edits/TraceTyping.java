package dev.stet.cli.load.edits;

import dev.stet.cli.replay.Trace;
import dev.stet.cli.replay.Trace.Patch;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Types as somebody typed when a trace was recorded: what they put in and took away, and how far they jumped between. The
 * document is another one, with others in it, so only distances are kept; a place beyond its end is at its end. Each writer
 * begins somewhere else in the trace, and begins again when it ends.
 *
 * <p>Threads: confined to the writer's client's thread.
 */
final class TraceTyping implements Edits<Rope, TextOperation> {
    private final List<Patch> patches;
    private final Caret<TextOperation> caret;
    private final RandomGenerator random;
    private int next;
    /** Where the trace's author stood after the last patch, in the trace's own text. */
    private long stood;

    TraceTyping(Trace trace, RandomGenerator random) {
        this.patches = trace.transactions().stream()
                .flatMap(transaction -> transaction.patches().stream())
                .filter(patch -> patch.deleted() > 0 || !patch.inserted().isEmpty())
                .toList();
        if (patches.isEmpty()) {
            throw new IllegalArgumentException("nothing is typed in the trace, trace=" + trace.name());
        }
        this.caret = new Caret<>(TextType.TEXT, new Mix(0, Integer.MAX_VALUE, Optional.empty()), random);
        this.random = random;
        this.next = random.nextInt(patches.size());
        this.stood = patches.get(next).position();
    }

    @Override
    public TextOperation next(Rope shown) {
        int from = caret.next(shown.length());
        Patch patch = patches.get(next);
        next = (next + 1) % patches.size();
        long to = Math.clamp(from + patch.position() - stood, 0, shown.length());
        stood = next == 0 ? 0 : patch.position() + patch.inserted().length();
        int start = boundary(shown, (int) to);
        int end = boundary(shown, (int) Math.min(shown.length(), (long) start + patch.deleted()));
        String inserted = patch.inserted().isEmpty() && start == end ? Letters.one(random) : patch.inserted();
        caret.moveTo(start + inserted.length());
        return TextOperation.replace(start, end - start, inserted);
    }

    @Override
    public void others(TextOperation operation) {
        caret.others(operation);
    }

    /** Returns the place, or the one before it if it parts a surrogate pair. */
    private static int boundary(Rope text, int place) {
        return text.isBoundary(place) ? place : place - 1;
    }
}
