package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

/**
 * Something that is counted and not timed, so that nothing else on the machine changes it. {@code -Dstet.figures=true} prints what it
 * is now. Immutable.
 *
 * @param seen what it was when the limit was set
 * @param limit what it may be: more than was seen where compiling, or the number of digits, makes a difference
 */
public record Figure(String name, double seen, double limit) {

    /** Fails if it is more than it may be. */
    public void require(String where, double now) {
        String line =
                String.format(Locale.ROOT, "%s, %s: now=%.2f seen=%.2f limit=%.2f", name, where, now, seen, limit);
        if (Boolean.getBoolean("stet.figures")) {
            System.out.println(line);
        }
        assertThat(now).as(line).isLessThanOrEqualTo(limit);
    }
}
