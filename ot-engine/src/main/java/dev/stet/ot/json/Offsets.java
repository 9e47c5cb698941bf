package dev.stet.ot.json;

import java.util.List;

/**
 * Where stretches of a row begin while it is changed: lengths and the sums before them, each in logarithmic time. The tree
 * of P. M. Fenwick, "A New Data Structure for Cumulative Frequency Tables", Software: Practice and Experience 24 (1994).
 */
final class Offsets {
    /** Sums of lengths, each of as many as the lowest bit of its number says. */
    private final int[] sums;

    Offsets(List<Integer> lengths) {
        sums = new int[lengths.size() + 1];
        for (int i = 0; i < lengths.size(); i++) {
            grow(i, lengths.get(i));
        }
    }

    void grow(int stretch, int by) {
        for (int i = stretch + 1; i < sums.length; i += i & -i) {
            sums[i] += by;
        }
    }

    /** Returns where a stretch begins. */
    int start(int stretch) {
        int start = 0;
        for (int i = stretch; i > 0; i -= i & -i) {
            start += sums[i];
        }
        return start;
    }
}
