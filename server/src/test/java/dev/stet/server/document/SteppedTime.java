package dev.stet.server.document;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/** Time that passes when a test says so. Confined to the test's thread. */
public final class SteppedTime implements Scheduler, InstantSource {
    private final PriorityQueue<Due> later = new PriorityQueue<>();
    private long nowMs = 1_000;
    private long scheduled;

    /** Something to be done at a time, after what was scheduled for then before it. */
    private record Due(long atMs, long number, Runnable task) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return atMs == other.atMs ? Long.compare(number, other.number) : Long.compare(atMs, other.atMs);
        }
    }

    @Override
    public void after(Duration delay, Runnable task) {
        later.add(new Due(nowMs + delay.toMillis(), ++scheduled, task));
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(nowMs);
    }

    @Override
    public long millis() {
        return nowMs;
    }

    /** Lets time pass, and has done what is to be done until then. */
    public void passes(long ms) {
        long until = nowMs + ms;
        while (!later.isEmpty() && later.peek().atMs() <= until) {
            Due next = later.remove();
            nowMs = next.atMs();
            next.task().run();
        }
        nowMs = until;
    }

    /** Sets the clock back, with nothing done. */
    public void goesBack(long ms) {
        nowMs -= ms;
    }

    /** Returns how much there is to be done later. */
    public int waiting() {
        return later.size();
    }
}
