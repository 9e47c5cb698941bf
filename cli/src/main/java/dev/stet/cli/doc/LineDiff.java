package dev.stet.cli.doc;

import dev.stet.cli.doc.TextChanges.Change;
import dev.stet.cli.doc.TextChanges.Unit;
import java.io.PrintWriter;

/** Shows differences line by line: {@code -} what was, {@code +} what is instead, and where. Confined to one thread. */
final class LineDiff {
    private final String before;
    private final String after;
    private final PrintWriter out;

    LineDiff(String before, String after, PrintWriter out) {
        this.before = before;
        this.after = after;
        this.out = out;
    }

    /** Prints nothing if the texts are the same. */
    void print() {
        int line = 1;
        int counted = 0;
        for (Change change : TextChanges.between(before, after, Unit.LINE)) {
            line += count(before, counted, change.fromBefore());
            counted = change.fromBefore();
            out.println("@@ line " + line + " @@");
            lines("-", before.substring(change.fromBefore(), change.toBefore()));
            lines("+", after.substring(change.fromAfter(), change.toAfter()));
        }
    }

    private void lines(String sign, String text) {
        text.lines().forEach(line -> out.println(sign + line));
        if (!text.isEmpty() && !text.endsWith("\n")) {
            out.println("\\ no line feed at its end");
        }
    }

    private static int count(String text, int from, int to) {
        return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
    }
}
