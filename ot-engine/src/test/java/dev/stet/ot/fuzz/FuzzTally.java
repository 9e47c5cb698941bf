package dev.stet.ot.fuzz;

import dev.stet.ot.Rule;
import java.util.EnumMap;
import java.util.Map;

/** What came of the inputs. Confined to its owner's thread. */
final class FuzzTally {
    final Map<Rule, Long> refused = new EnumMap<>(Rule.class);
    long operations;
    long snapshots;
    long accepted;
    /** How many inputs made a type behave as it had not before in their session. */
    long behaviours;

    void refused(Rule rule) {
        refused.merge(rule, 1L, Long::sum);
    }

    @Override
    public String toString() {
        return "operations=" + operations + " snapshots=" + snapshots + " accepted=" + accepted + " behaviours="
                + behaviours + " refused=" + refused;
    }
}
