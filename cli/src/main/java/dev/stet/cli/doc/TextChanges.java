package dev.stet.cli.doc;

import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Where two texts differ, in whole words or in whole lines: the differences that a person would see, made of the
 * letter-by-letter ones.
 *
 * <pre>
 *   before   … the quick br[ow]n fox …      letters differ at [ ],
 *   after    … the quick br[ea]n fox …      the whole word «brown» is shown for «brean»
 * </pre>
 *
 * <p>Immutable.
 */
final class TextChanges {
    private final String before;
    private final String after;
    private final Unit unit;

    private TextChanges(String before, String after, Unit unit) {
        this.before = before;
        this.after = after;
        this.unit = unit;
    }

    /** A difference: what {@code before} has from {@code fromBefore} to {@code toBefore} is something else in {@code after}. */
    record Change(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        Change until(Change later) {
            return new Change(fromBefore, later.toBefore, fromAfter, later.toAfter);
        }
    }

    /** What a difference is widened to. */
    enum Unit {
        WORD {
            @Override
            boolean isBoundary(String text, int at) {
                return at == 0
                        || at == text.length()
                        || !(Character.isLetterOrDigit(text.charAt(at - 1))
                                && Character.isLetterOrDigit(text.charAt(at)));
            }
        },
        LINE {
            @Override
            boolean isBoundary(String text, int at) {
                return at == 0 || at == text.length() || text.charAt(at - 1) == '\n';
            }
        };

        /** Returns whether a unit may begin or end here. */
        abstract boolean isBoundary(String text, int at);
    }

    /** Returns the differences in order; none touches another. */
    static List<Change> between(String before, String after, Unit unit) {
        return new TextChanges(before, after, unit).widened(letters(before, after));
    }

    private static Deque<Change> letters(String before, String after) {
        Object operation = TextType.TEXT.encode(TextType.TEXT.diff(Rope.of(before), Rope.of(after)));
        Deque<Change> changes = new ArrayDeque<>();
        int x = 0;
        int y = 0;
        for (Object component : (List<?>) operation) {
            switch (component) {
                case Number retained -> {
                    x += retained.intValue();
                    y += retained.intValue();
                }
                case String inserted -> {
                    changes.add(new Change(x, x, y, y + inserted.length()));
                    y += inserted.length();
                }
                case Map<?, ?> deletion -> {
                    int deleted = ((Number) deletion.values().iterator().next()).intValue();
                    changes.add(new Change(x, x + deleted, y, y));
                    x += deleted;
                }
                default -> throw new IllegalStateException("a text operation has no such component");
            }
        }
        return changes;
    }

    /** Widens each difference into the equal text around it, and makes one of those that then touch. */
    private List<Change> widened(Deque<Change> letters) {
        List<Change> wide = new ArrayList<>();
        while (!letters.isEmpty()) {
            Change change = letters.removeFirst();
            int limit = wide.isEmpty() ? 0 : wide.getLast().toBefore();
            int back = 0;
            while (change.fromBefore() - back > limit
                    && !isBoundary(change.fromBefore() - back, change.fromAfter() - back)) {
                back++;
            }
            change = new Change(
                    change.fromBefore() - back, change.toBefore(), change.fromAfter() - back, change.toAfter());
            if (!wide.isEmpty() && change.fromBefore() == limit) {
                change = wide.removeLast().until(change);
            }
            change = widenedForward(change, letters);
            wide.add(change);
        }
        return wide;
    }

    private Change widenedForward(Change change, Deque<Change> rest) {
        int x = change.toBefore();
        int y = change.toAfter();
        while (true) {
            if (!rest.isEmpty() && rest.getFirst().fromBefore() == x) {
                Change next = rest.removeFirst();
                x = next.toBefore();
                y = next.toAfter();
            } else if (isBoundary(x, y)) {
                return new Change(change.fromBefore(), x, change.fromAfter(), y);
            } else {
                x++;
                y++;
            }
        }
    }

    private boolean isBoundary(int x, int y) {
        return unit.isBoundary(before, x) && unit.isBoundary(after, y);
    }
}
