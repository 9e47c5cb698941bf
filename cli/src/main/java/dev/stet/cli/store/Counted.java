package dev.stet.cli.store;

import java.util.Locale;

/** Numbers of things, for people. */
final class Counted {
    private Counted() {}

    /** Returns {@code 1 document}, {@code 2,000 documents}. */
    static String of(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
    }
}
