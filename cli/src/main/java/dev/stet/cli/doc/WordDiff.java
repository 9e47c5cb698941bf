package dev.stet.cli.doc;

import dev.stet.cli.doc.TextChanges.Change;
import dev.stet.cli.doc.TextChanges.Unit;
import java.io.PrintWriter;
import java.util.List;

/**
 * Shows differences word by word within the text: red what was, green what is instead, or {@code [-was-]} and
 * {@code {+is+}} without colours. Long stretches that are the same are left out. Confined to one thread.
 */
final class WordDiff {
    /** Lines that are shown of what is the same, before and after a difference. */
    private static final int CONTEXT = 2;

    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String CYAN = "\u001b[36m";
    private static final String PLAIN = "\u001b[m";

    private final String before;
    private final String after;
    private final boolean colours;
    private final PrintWriter out;

    WordDiff(String before, String after, boolean colours, PrintWriter out) {
        this.before = before;
        this.after = after;
        this.colours = colours;
        this.out = out;
    }

    /** Prints nothing if the texts are the same. */
    void print() {
        List<Change> changes = TextChanges.between(before, after, Unit.WORD);
        if (changes.isEmpty()) {
            return;
        }
        int at = 0;
        for (Change change : changes) {
            same(at, change.fromAfter(), at == 0, false);
            marked(before.substring(change.fromBefore(), change.toBefore()), RED, "[-", "-]");
            marked(after.substring(change.fromAfter(), change.toAfter()), GREEN, "{+", "+}");
            at = change.toAfter();
        }
        same(at, after.length(), false, true);
        out.println();
    }

    private void marked(String text, String colour, String left, String right) {
        if (!text.isEmpty()) {
            out.print(colours ? colour + text + PLAIN : left + text + right);
        }
    }

    /** Prints what is the same from one difference to the next, or its ends if it is long. */
    private void same(int from, int to, boolean first, boolean last) {
        int head = first ? from : lineAfter(from, to);
        int tail = last ? to : lineBefore(from, to);
        if (head >= tail) {
            out.print(after.substring(from, to));
            return;
        }
        out.print(after.substring(from, head));
        if (!last) {
            String where = "@@ line "
                    + (1
                            + after.substring(0, tail)
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count()) + " @@";
            out.println(colours ? CYAN + where + PLAIN : where);
            out.print(after.substring(tail, to));
        }
    }

    /** Returns where the lines end that are shown after a difference. */
    private int lineAfter(int from, int to) {
        int at = from;
        for (int lines = 0; lines <= CONTEXT && at < to; lines++) {
            int feed = after.indexOf('\n', at);
            at = feed < 0 || feed >= to ? to : feed + 1;
        }
        return at;
    }

    /** Returns where the lines begin that are shown before a difference. */
    private int lineBefore(int from, int to) {
        int at = to;
        for (int lines = 0; lines <= CONTEXT && at > from; lines++) {
            int feed = after.lastIndexOf('\n', at - 1 - (lines == 0 ? 0 : 1));
            at = feed < from ? from : feed + 1;
        }
        return at;
    }
}
