package dev.stet.cli.doc;

import dev.stet.client.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes runs of operations: what one author did without a long pause and without anybody else between. Gives each to a
 * consumer when it is over. Confined to one thread.
 */
final class Runs implements Consumer<HistoryEntry> {
    /** Who comes back after this has begun something new. */
    static final Duration PAUSE = Duration.ofMinutes(5);

    /** Operations that follow one another. Immutable. */
    record Run(long first, long last, String author, Instant from, Instant to) {
        long operations() {
            return last - first + 1;
        }
    }

    private final Consumer<Run> consumer;
    private Optional<Run> open = Optional.empty();

    Runs(Consumer<Run> consumer) {
        this.consumer = consumer;
    }

    @Override
    public void accept(HistoryEntry entry) {
        boolean goesOn = open.filter(run -> run.author().equals(entry.author())
                        && Duration.between(run.to(), entry.time()).compareTo(PAUSE) <= 0)
                .isPresent();
        if (!goesOn) {
            end();
        }
        Run begun =
                open.orElse(new Run(entry.revision(), entry.revision(), entry.author(), entry.time(), entry.time()));
        open = Optional.of(new Run(begun.first(), entry.revision(), begun.author(), begun.from(), entry.time()));
    }

    /** Gives the last run, if there is one. */
    void end() {
        open.ifPresent(consumer);
        open = Optional.empty();
    }
}
