package dev.stet.server.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what is held, such as connections, for each of those who hold it. Thread-safe. */
public final class Seats {
    private final int each;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /** @param each how many each may hold; 0 for as many as one likes */
    public Seats(int each) {
        this.each = each;
    }

    /** Takes one, whether there is one left or not. Returns whether there was. */
    public boolean take(String holder) {
        return each == 0 || taken.merge(holder, 1, Integer::sum) <= each;
    }

    /** Gives one back that was taken. */
    public void free(String holder) {
        taken.computeIfPresent(holder, (same, held) -> held == 1 ? null : held - 1);
    }

    /** Returns how many somebody holds; 0 if they are not counted. */
    public int taken(String holder) {
        return taken.getOrDefault(holder, 0);
    }

    /** Returns how many there are who hold something. */
    public int holders() {
        return taken.size();
    }
}
