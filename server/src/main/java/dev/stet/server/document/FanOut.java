package dev.stet.server.document;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells a document's readers that there is something new: at once if a reader was not told anything just now, and when the
 * pace allows it if it was. So a document at rest is told of without delay, and on a busy one a frame carries what gathered
 * in a pace, instead of each reader being sent a frame for each commit: ten writers would cost a hundred frames for ten
 * operations, and cost ten. Authors do not wait for the pace: an acknowledgement goes out at once, and takes along what
 * gathered before it.
 *
 * <pre>
 * commits      |  |  | |  |   |   |                 |
 * a reader     ▲──pace──▲──pace──▲                  ▲
 * an author    ▲    ▲        ▲                      ▲      ▲ frame
 * </pre>
 *
 * Who came, left or moved is less urgent, and there are more of both the more readers there are: when {@code n} people come, and each is shown to
 * all the others, that is {@code n²} things to tell. So the time between two such tellings grows with the number of readers, a millisecond for every
 * five: three people see each other at once, and five hundred within a tenth of a second, for a hundred frames in a second to each other
 * at the most. What readers are told for another reason takes it along.
 *
 * <p>Threads: confined to the document's mailbox.
 */
final class FanOut {
    /** So many more readers make presence wait a millisecond longer. */
    private static final int READERS_IN_A_MS = 5;

    private final Scheduler scheduler;
    private final InstantSource clock;
    private final Mailbox mailbox;
    private final long paceMs;
    private final Map<Reader, Seat> seats = new HashMap<>();
    private final List<Seat> row = new ArrayList<>();
    /** How often there was something new. */
    private long news;

    private boolean scheduled;
    /** When everybody was last told; and whether somebody's presence has changed since. */
    private long allToldMs;

    private boolean presenceNews;
    private boolean presenceScheduled;

    /** What is remembered of a reader: where it is in the row, when it was told last, and of how much. */
    private static final class Seat {
        private final Reader reader;
        private int place;
        private long toldMs;
        private long told;

        Seat(Reader reader, int place, long told) {
            this.reader = reader;
            this.place = place;
            this.told = told;
        }

        void tell(long nowMs, long news) {
            toldMs = nowMs;
            told = news;
            reader.wake();
        }
    }

    /** @param pace the least time between two times a reader is told; with none, it is told each time */
    FanOut(Scheduler scheduler, InstantSource clock, Mailbox mailbox, Duration pace) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.mailbox = mailbox;
        this.paceMs = pace.toMillis();
    }

    List<Reader> readers() {
        return row.stream().map(seat -> seat.reader).toList();
    }

    boolean isEmpty() {
        return row.isEmpty();
    }

    boolean has(Reader reader) {
        return seats.containsKey(reader);
    }

    void add(Reader reader) {
        Seat seat = new Seat(reader, row.size(), news);
        seats.put(reader, seat);
        row.add(seat);
    }

    void remove(Reader reader) {
        Seat seat = seats.remove(reader);
        if (seat != null) {
            Seat last = row.removeLast();
            if (last != seat) {
                row.set(seat.place, last);
                last.place = seat.place;
            }
        }
    }

    /** Tells everybody, at once or when the pace allows it. */
    void tellAll() {
        tellAll(List.of());
    }

    /**
     * Does the same, and does not let some wait for the pace.
     *
     * @param first told at once, before the others, if they are here
     */
    void tellAll(List<Reader> first) {
        news++;
        long nowMs = clock.millis();
        allToldMs = nowMs;
        presenceNews = false;
        for (Reader reader : first) {
            Seat seat = seats.get(reader);
            if (seat != null) {
                seat.tell(nowMs, news);
            }
        }
        tellWhoeverMayBe();
    }

    /** Tells everybody that somebody's presence has changed, at once or when there are not too many readers for that. */
    void tellPresence() {
        long sinceMs = clock.millis() - allToldMs;
        long waitMs = row.size() / READERS_IN_A_MS - sinceMs;
        if (waitMs <= 0 || sinceMs < 0) {
            tellAll();
            return;
        }
        presenceNews = true;
        if (!presenceScheduled) {
            presenceScheduled = true;
            scheduler.after(Duration.ofMillis(waitMs), () -> mailbox.post(this::tellGathered));
        }
    }

    private void tellGathered() {
        presenceScheduled = false;
        if (presenceNews) {
            tellAll();
        }
    }

    private void tellWhoeverMayBe() {
        long nowMs = clock.millis();
        long waitMs = Long.MAX_VALUE;
        for (Seat seat : row) {
            if (seat.told < news) {
                long sinceMs = nowMs - seat.toldMs;
                // a clock that was set back must not hold a reader up
                if (sinceMs >= paceMs || sinceMs < 0) {
                    seat.tell(nowMs, news);
                } else {
                    waitMs = Math.min(waitMs, paceMs - sinceMs);
                }
            }
        }
        if (waitMs < Long.MAX_VALUE && !scheduled) {
            scheduled = true;
            scheduler.after(
                    Duration.ofMillis(waitMs),
                    () -> mailbox.post(() -> {
                        scheduled = false;
                        tellWhoeverMayBe();
                    }));
        }
    }
}
