package dev.stet.server.limits;

/**
 * A holder's part of a budget that others may share. It takes from the budget in advance, up to a 256th of what can be saved up, so that
 * nearly always it only subtracts.
 *
 * <p>Threads: confined to its holder.
 */
public final class Allowance {
    private static final int PART = 256;

    private final Budgets budgets;
    private final String key;
    private final boolean limited;
    private final long inAdvance;
    private long left;

    Allowance(Budgets budgets, String key) {
        this.budgets = budgets;
        this.key = key;
        this.limited = budgets.rate().isLimited();
        this.inAdvance = budgets.rate().burst() / PART;
    }

    /**
     * Takes so much, if it is there.
     *
     * @param amount more than can ever be saved up counts as that
     * @return 0 if it was, or how long to wait before asking again, in milliseconds
     */
    public long take(long amount) {
        if (amount <= left) {
            left -= amount;
            return 0;
        }
        return limited ? takeMore(Math.min(amount, budgets.rate().burst())) : 0;
    }

    private long takeMore(long amount) {
        Budget budget = budgets.of(key);
        long missing = Math.max(0, amount - left);
        if (inAdvance > 0 && budget.tryTake(missing + inAdvance)) {
            left += inAdvance + missing - amount;
            return 0;
        }
        if (budget.tryTake(missing)) {
            left = left + missing - amount;
            return 0;
        }
        return Math.max(1, Budgets.ms(budget.nanosUntil(missing)));
    }

    /**
     * Takes so much, whether it is there or not: it is used already.
     *
     * @return how long to wait until what was not there is made good, in milliseconds
     */
    public long spend(long amount) {
        if (amount <= left) {
            left -= amount;
            return 0;
        }
        if (!limited || takeMore(amount) == 0) {
            return 0;
        }
        long missing = amount - left;
        left = 0;
        return Budgets.ms(budgets.of(key).spend(missing));
    }

    /** Gives back what was taken in advance. */
    public void giveBack() {
        if (left > 0) {
            budgets.of(key).give(left);
            left = 0;
        }
    }
}
