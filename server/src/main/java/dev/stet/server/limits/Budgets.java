package dev.stet.server.limits;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One budget for each user, address or document, all of one rate. A budget that is full again is forgotten, so what is kept
 * is about those who used something lately.
 *
 * <p>Threads: thread-safe. Of a budget that is forgotten at the same moment one take may be lost.
 */
public final class Budgets {
    private final Rate rate;
    private final LongSupplier nanoTime;
    private final Map<String, Budget> byKey = new ConcurrentHashMap<>();

    /** @param nanoTime a clock that nobody sets, in nanoseconds */
    public Budgets(Rate rate, LongSupplier nanoTime) {
        this.rate = rate;
        this.nanoTime = nanoTime;
    }

    /** Returns how much there is. */
    public Rate rate() {
        return rate;
    }

    /**
     * Takes so much, if it is there.
     *
     * @param amount more than can ever be saved up counts as that
     * @return 0 if it was, or how long to wait before asking again, in milliseconds
     */
    public long take(String key, long amount) {
        long most = atMost(amount);
        return most == 0 || of(key).tryTake(most) ? 0 : waitMs(key, most);
    }

    /** Returns how long to wait until there is so much, in milliseconds; 0 if there is now. Takes nothing. */
    public long waitMs(String key, long amount) {
        Optional<Budget> known = Optional.ofNullable(byKey.get(key));
        long most = atMost(amount);
        return most == 0 ? 0 : known.map(budget -> ms(budget.nanosUntil(most))).orElse(0L);
    }

    /** Returns whether there is so much. Takes nothing. */
    public boolean has(String key, long amount) {
        Budget known = byKey.get(key);
        return known == null || known.has(atMost(amount));
    }

    /** Returns somebody's hand in a budget. */
    public Allowance allowance(String key) {
        return new Allowance(this, key);
    }

    private long atMost(long amount) {
        return rate.isLimited() ? Math.min(amount, rate.burst()) : 0;
    }

    Budget of(String key) {
        Budget known = byKey.get(key);
        return known == null ? byKey.computeIfAbsent(key, absent -> new Budget(rate, nanoTime)) : known;
    }

    static long ms(long nanos) {
        return nanos == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1;
    }

    /** Returns for how many there is a budget. */
    public int size() {
        return byKey.size();
    }

    /** Forgets the budgets that are full. To be called from time to time. */
    public void forgetFull() {
        byKey.values().removeIf(Budget::isFull);
    }
}
