package dev.stet.server.limits;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What it costs to count a message. It asserts nothing and the build leaves it out; BENCHMARKS.md says how it is run. */
class AllowanceMeasurement {
    private static final int MESSAGES = 20_000_000;

    @Test
    void measure() {
        Budgets budgets = new Budgets(new Rate(1_000_000_000L, 1_000_000_000L), System::nanoTime);
        Allowance allowance = budgets.allowance("ada");
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            long waited = 0;
            for (int i = 0; i < MESSAGES; i++) {
                waited += allowance.take(1);
            }
            long inAdvance = System.nanoTime() - start;
            start = System.nanoTime();
            for (int i = 0; i < MESSAGES; i++) {
                waited += budgets.take("ada", 1);
            }
            long shared = System.nanoTime() - start;
            System.out.printf(
                    Locale.ROOT,
                    "allowance=%.1fns budget=%.1fns waited=%d%n",
                    inAdvance / (double) MESSAGES,
                    shared / (double) MESSAGES,
                    waited);
        }
    }
}
