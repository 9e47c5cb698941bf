package dev.stet.server.history;

import dev.stet.server.storage.LogMark;
import dev.stet.server.storage.Slice;
import dev.stet.server.storage.SquashedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * Groups the entries of a log into sittings. What one author does without a pause is a turn; a turn of a minute or more is
 * a sitting, and shorter ones that follow one another without a pause are one together.
 *
 * <pre>
 *   turns      AAAAAAAAAAAAA BBBBBBBBBBB A B A BB A      pause      B
 *   sittings   ───── A ───── ──── B ──── ─── A, B ──               ─ B ─
 * </pre>
 *
 * <p>Takes memory by the number of turns. Confined to its owner's thread.
 */
final class Sittings {
    /** A turn of at least so long is a sitting of its own. */
    static final long LONG_TURN_MS = 60_000;

    private final long pauseMs;
    private final List<Sitting> closed = new ArrayList<>();
    private Optional<Turn> turn = Optional.empty();
    private boolean isOpen; // whether a short turn may still join the newest of those that are closed

    Sittings(long pauseMs) {
        this.pauseMs = pauseMs;
    }

    /** What one author does without a pause. Confined. */
    private static final class Turn {
        private final LogMark first;
        private long last;
        private long endedMs;

        Turn(LogMark first) {
            this.first = first;
            this.last = first.revision();
            this.endedMs = first.timeMs();
        }

        boolean goesOnWith(LogMark next, long pauseMs) {
            return next.author().equals(first.author()) && next.timeMs() - endedMs <= pauseMs;
        }

        void add(LogMark next) {
            last = next.revision();
            endedMs = Math.max(endedMs, next.timeMs()); // clocks may go back
        }

        boolean isLong() {
            return endedMs - first.timeMs() >= LONG_TURN_MS;
        }

        Sitting alone() {
            SequencedMap<String, Long> authors = new LinkedHashMap<>();
            authors.put(first.author(), last - first.revision() + 1);
            return new Sitting(first.revision(), last, first.timeMs(), endedMs, authors, false);
        }
    }

    /** Adds an entry, the one after what was added before. */
    void add(LogMark mark) {
        if (turn.isPresent() && turn.get().goesOnWith(mark, pauseMs)) {
            turn.get().add(mark);
        } else {
            closeTurn();
            turn = Optional.of(new Turn(mark));
        }
    }

    /** Adds what was squashed, a sitting of its own: nothing else is known of it. */
    void add(Slice slice) {
        closeTurn();
        SequencedMap<String, Long> authors = new LinkedHashMap<>();
        long begunMs = Long.MAX_VALUE;
        long endedMs = Long.MIN_VALUE;
        for (SquashedRun run : slice.runs()) {
            authors.merge(run.author(), (long) run.count(), Long::sum);
            begunMs = Math.min(begunMs, run.fromMs());
            endedMs = Math.max(endedMs, run.toMs());
        }
        closed.add(new Sitting(slice.firstRevision(), slice.lastRevision(), begunMs, endedMs, authors, true));
        isOpen = false;
    }

    private void closeTurn() {
        turn.ifPresent(ended -> {
            Sitting sitting = ended.alone();
            if (isOpen
                    && !ended.isLong()
                    && sitting.begunMs() - closed.getLast().endedMs() <= pauseMs) {
                closed.add(closed.removeLast().with(sitting));
            } else {
                closed.add(sitting);
                isOpen = !ended.isLong();
            }
        });
        turn = Optional.empty();
    }

    /** Returns all sittings; if they are more than that, those with the shortest breaks between them as one. */
    List<Sitting> atMost(int most) {
        closeTurn();
        int tooMany = closed.size() - most;
        if (tooMany <= 0) {
            return List.copyOf(closed);
        }
        boolean[] joined = new boolean[closed.size()]; // whether a sitting is one with that before it
        IntStream.range(1, closed.size())
                .boxed()
                .filter(i -> closed.get(i).squashed() == closed.get(i - 1).squashed())
                .sorted((one, other) -> Long.compare(breakBefore(one), breakBefore(other)))
                .limit(tooMany)
                .forEach(i -> joined[i] = true);
        List<Sitting> fewer = new ArrayList<>(most);
        for (int i = 0; i < closed.size(); i++) {
            fewer.add(joined[i] ? fewer.removeLast().with(closed.get(i)) : closed.get(i));
        }
        return fewer;
    }

    private long breakBefore(int index) {
        return closed.get(index).begunMs() - closed.get(index - 1).endedMs();
    }
}
