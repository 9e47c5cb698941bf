package dev.stet.ot.text;

import dev.stet.ot.DocumentGenerator;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * {@link TextGenerator}'s documents and edits, counted in code points; some deletes say what they take away. Immutable.
 */
public final class UnicodeGenerator implements DocumentGenerator<Rope, UnicodeOperation> {
    private final TextGenerator texts = new TextGenerator();

    /** A generator; any two are alike. */
    public UnicodeGenerator() {}

    @Override
    public Rope snapshot(int size, RandomGenerator random) {
        return texts.snapshot(size, random);
    }

    @Override
    public Edit<Rope, UnicodeOperation> edit(Rope snapshot, int size, RandomGenerator random) {
        Edit<Rope, TextOperation> edit = texts.edit(snapshot, size, random);
        return new Edit<>(counted(edit.operation(), snapshot.toString(), random), edit.expected());
    }

    private static UnicodeOperation counted(TextOperation operation, String before, RandomGenerator random) {
        UnicodeOperationBuilder counted = UnicodeOperation.builder();
        boolean oneWay = random.nextInt(3) > 0;
        boolean named = random.nextBoolean();
        int at = 0;
        for (TextComponent component : operation.components()) {
            switch (component) {
                case TextComponent.Retain retain -> {
                    counted.retain(before.codePointCount(at, at + retain.length()));
                    at += retain.length();
                }
                case TextComponent.Insert insert -> counted.insert(insert.text());
                case TextComponent.Delete delete -> {
                    String text = before.substring(at, at + delete.length());
                    if (oneWay ? named : random.nextBoolean()) {
                        counted.delete(text);
                    } else {
                        counted.delete(text.codePointCount(0, text.length()));
                    }
                    at += delete.length();
                }
            }
        }
        return counted.build();
    }

    @Override
    public Optional<Marker<Rope, UnicodeOperation>> marker() {
        return Optional.of(new Mark());
    }

    private static final class Mark implements Marker<Rope, UnicodeOperation> {
        @Override
        public Selection caret(Rope snapshot, RandomGenerator random) {
            return Selection.caret(random.nextInt(snapshot.codePointCount() + 1));
        }

        @Override
        public UnicodeOperation put(Rope snapshot, Selection caret) {
            return UnicodeOperation.replace(caret.head(), 0, TextGenerator.MARK);
        }

        @Override
        public Side side() {
            return Side.LEFT;
        }

        @Override
        public Optional<Selection> find(Rope snapshot) {
            String text = snapshot.toString();
            int at = text.indexOf(TextGenerator.MARK);
            return at < 0 ? Optional.empty() : Optional.of(Selection.caret(text.codePointCount(0, at)));
        }
    }
}
