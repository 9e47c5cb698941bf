package dev.stet.ot.json;

import java.util.Map;
import java.util.TreeMap;

/** Spans of time, of which those that meet become one. Confined to its owner's thread. */
final class Spans {
    /** Where a span ends, by where it begins. */
    private final TreeMap<Integer, Integer> ends = new TreeMap<>();

    /** Returns whether one of the spans has something in common with this one. */
    boolean meets(int since, int until) {
        Map.Entry<Integer, Integer> last = ends.lowerEntry(until);
        return last != null && last.getValue() > since;
    }

    /** Adds a span. */
    void add(int since, int until) {
        int from = since;
        int to = until;
        for (Map.Entry<Integer, Integer> span = ends.floorEntry(to);
                span != null && span.getValue() >= from;
                span = ends.floorEntry(to)) {
            from = Math.min(from, span.getKey());
            to = Math.max(to, span.getValue());
            ends.remove(span.getKey());
        }
        ends.put(from, to);
    }
}
