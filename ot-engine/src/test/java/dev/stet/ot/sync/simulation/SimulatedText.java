package dev.stet.ot.sync.simulation;

import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextComponent;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Small texts that are edited often at the same places, with surrogate pairs. What is put in is code points. */
final class SimulatedText implements SimulatedType<Rope, TextOperation> {
    private static final String[] LETTERS = {"a", "b", "c", "x", "y", "z", "é", "\uD83D\uDE00", "\uD834\uDD1E"};

    @Override
    public OperationType<Rope, TextOperation> type() {
        return TextType.TEXT;
    }

    @Override
    public TextOperation edit(Rope document, SplittableRandom random) {
        return edit(random, document, false);
    }

    @Override
    public Addition<TextOperation> addition(Rope document, SplittableRandom random) {
        TextOperation operation = edit(random, document, true);
        List<Integer> added = operation.components().stream()
                .filter(TextComponent.Insert.class::isInstance)
                .flatMapToInt(
                        component -> ((TextComponent.Insert) component).text().codePoints())
                .boxed()
                .toList();
        return new Addition<>(operation, added);
    }

    @Override
    public List<Integer> content(Rope document) {
        return document.codePoints().boxed().toList();
    }

    @Override
    public Optional<Selection> selection(Rope document, SplittableRandom random) {
        return Optional.of(
                random.nextBoolean()
                        ? Selection.caret(place(random, document))
                        : Selection.of(place(random, document), place(random, document)));
    }

    private static TextOperation edit(SplittableRandom random, Rope text, boolean insertOnly) {
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

    private static int place(SplittableRandom random, Rope text) {
        int reach = random.nextBoolean() ? Math.min(3, text.length()) : text.length();
        return boundary(text, random.nextInt(reach + 1));
    }

    private static int boundary(Rope text, int index) {
        return text.isBoundary(index) ? index : index - 1;
    }
}
