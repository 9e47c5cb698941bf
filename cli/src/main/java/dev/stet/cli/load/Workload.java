package dev.stet.cli.load;

import dev.stet.cli.load.edits.Mix;
import java.time.Duration;

/**
 * What clients do to a server. Immutable.
 *
 * @param documents how many documents
 * @param writers clients that write, in each document
 * @param readers clients that only read, in each document
 * @param visitors clients that open the first document again and again, one after the other each
 * @param pace when a writer writes
 * @param characters about how much each document holds at the beginning
 * @param history operations written to each document before anything is measured
 * @param type the documents' type
 * @param warmUp how long nothing is counted at first
 * @param duration how long it is counted then
 * @param operations begun at most, warm-up included
 */
public record Workload(
        int documents,
        int writers,
        int readers,
        int visitors,
        Pace pace,
        int characters,
        int history,
        String type,
        Mix mix,
        Duration warmUp,
        Duration duration,
        long operations) {

    public Workload {
        if (documents < 1 || writers < 0 || readers < 0 || visitors < 0 || characters < 0 || history < 0) {
            throw new IllegalArgumentException("a load has a document or more, and no negative numbers, documents="
                    + documents + " writers=" + writers + " readers=" + readers + " visitors=" + visitors
                    + " characters=" + characters + " history=" + history);
        }
        if (duration.isZero() || duration.isNegative() || warmUp.isNegative() || operations < 1) {
            throw new IllegalArgumentException(
                    "a load takes some time, duration=" + duration + " warmUp=" + warmUp + " operations=" + operations);
        }
    }

    /** Returns how many clients are connected while it is measured, visitors not counted. */
    public int clients() {
        return documents * (writers + readers);
    }

    /** Returns this load on documents of another size. */
    public Workload sized(int newCharacters) {
        return new Workload(
                documents,
                writers,
                readers,
                visitors,
                pace,
                newCharacters,
                history,
                type,
                mix,
                warmUp,
                duration,
                operations);
    }
}
