package dev.stet.ot.sync.simulation;

import java.util.EnumMap;
import java.util.Map;

/** How much was exercised. */
final class Tally {
    private final long[] faults = new long[Fault.values().length];
    long schedules;
    long steps;
    long edits;
    /** Edits that undo or redo an earlier one. */
    long undone;

    long entries;

    void count(Fault fault) {
        faults[fault.ordinal()]++;
    }

    void add(Tally other) {
        for (int i = 0; i < faults.length; i++) {
            faults[i] += other.faults[i];
        }
        schedules += other.schedules;
        steps += other.steps;
        edits += other.edits;
        undone += other.undone;
        entries += other.entries;
    }

    Map<Fault, Long> faults() {
        Map<Fault, Long> counted = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            counted.put(fault, faults[fault.ordinal()]);
        }
        return counted;
    }

    @Override
    public String toString() {
        return "schedules=" + schedules + " steps=" + steps + " edits=" + edits + " undone=" + undone + " entries="
                + entries + " " + faults();
    }
}
