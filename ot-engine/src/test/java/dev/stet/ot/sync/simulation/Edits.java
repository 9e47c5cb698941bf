package dev.stet.ot.sync.simulation;

import dev.stet.ot.Selection;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.util.SplittableRandom;

/** Random edits: small documents, often the same places, surrogate pairs. */
final class Edits {
    private static final String[] LETTERS = {"a", "b", "c", "x", "y", "z", "é", "\uD83D\uDE00", "\uD834\uDD1E"};

    private Edits() {}

    static TextOperation edit(SplittableRandom random, Rope text, boolean insertOnly) {
        TextOperation first = replacement(random, text, insertOnly);
        if (random.nextInt(4) > 0) {
            return first;
        }
        Rope between = TextType.TEXT.apply(text, first);
        return TextType.TEXT.compose(first, replacement(random, between, insertOnly));
    }

    private static TextOperation replacement(SplittableRandom random, Rope text, boolean insertOnly) {
        int at = place(random, text);
        boolean deletes = !insertOnly && text.length() > 0 && random.nextInt(100) < (text.length() > 30 ? 75 : 40);
        int end = deletes ? Math.max(at, boundary(text, Math.min(text.length(), at + random.nextInt(1, 6)))) : at;
        StringBuilder inserted = new StringBuilder();
        for (int i = deletes && random.nextBoolean() ? 0 : random.nextInt(1, 4); i > 0; i--) {
            inserted.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return TextOperation.replace(at, end - at, inserted.toString());
    }

    static Selection selection(SplittableRandom random, Rope text) {
        return random.nextBoolean()
                ? Selection.caret(place(random, text))
                : Selection.of(place(random, text), place(random, text));
    }

    private static int place(SplittableRandom random, Rope text) {
        int reach = random.nextBoolean() ? Math.min(3, text.length()) : text.length();
        return boundary(text, random.nextInt(reach + 1));
    }

    private static int boundary(Rope text, int index) {
        return text.isBoundary(index) ? index : index - 1;
    }
}
