package dev.stet.server.session;

import dev.stet.server.document.Scheduler;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Looks at every session once in a round, to see whether there is still somebody at the other end: one timer for all of them. Those who came
 * together and have nothing to say would all be pinged at the same moment, and answer at the same moment; so of many sessions
 * a part is looked at at a time.
 *
 * <pre>
 *   round    ├──────────────────────────────┤
 *   looks    ▲    ▲    ▲    ▲    ▲    ▲     ▲     each at its part of the sessions there were when the round began
 * </pre>
 *
 * <p>Threads: thread-safe; one look at a time.
 */
final class PulseRounds {
    /** Sessions that are looked at together, as long as the looks are not too many. */
    static final int AT_A_TIME = 32;
    /** Looks in a round, at the most. */
    static final int MOST_LOOKS = 50;

    private final Scheduler scheduler;
    private final Duration round;
    private final Supplier<? extends Collection<Session>> sessions;
    private volatile boolean stopped;

    /**
     * @param round how long it takes to look at all of them
     * @param sessions those that there are
     */
    PulseRounds(Scheduler scheduler, Duration round, Supplier<? extends Collection<Session>> sessions) {
        this.scheduler = scheduler;
        this.round = round;
        this.sessions = sessions;
    }

    /** Begins a round; each is followed by the next. */
    void begin() {
        List<Session> all = List.copyOf(sessions.get());
        lookLater(all, 0, Math.clamp(all.size() / AT_A_TIME, 1, MOST_LOOKS));
    }

    private void lookLater(List<Session> all, int look, int looks) {
        scheduler.after(round.dividedBy(looks), () -> {
            if (!stopped) {
                look(all, look, looks);
            }
        });
    }

    private void look(List<Session> all, int look, int looks) {
        try {
            all.subList(all.size() * look / looks, all.size() * (look + 1) / looks)
                    .forEach(Session::closeIfDead);
        } finally { // one that fails must not keep the others from being looked at for ever
            if (look + 1 < looks) {
                lookLater(all, look + 1, looks);
            } else {
                begin();
            }
        }
    }

    /** Looks no more. */
    void stop() {
        stopped = true;
    }
}
