package dev.stet.ot.text;

import dev.stet.ot.DocumentGenerator;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Small texts, often empty, often with surrogate pairs, and edits made with plain strings. Immutable. */
public final class TextGenerator implements DocumentGenerator<Rope, TextOperation> {
    private static final String[] CHARACTERS = {
        "a", "b", "x", "\n", "\"", "\\", "é", "中", "😀", "𝒳", "\u2028", "\u0000"
    };
    static final String MARK = "▮";

    /** A generator; any two are alike. */
    public TextGenerator() {}

    @Override
    public Rope snapshot(int size, RandomGenerator random) {
        return Rope.of(text(random.nextInt(size + 1), random));
    }

    @Override
    public Edit<Rope, TextOperation> edit(Rope snapshot, int size, RandomGenerator random) {
        String before = snapshot.toString();
        StringBuilder after = new StringBuilder();
        TextOperationBuilder operation = TextOperation.builder();
        int at = 0;
        for (int i = random.nextInt(Math.min(size, 5) + 1); i >= 0; i--) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    int to = later(before, at, random);
                    operation.retain(to - at);
                    after.append(before, at, to);
                    at = to;
                }
                case 1 -> {
                    String text = text(random.nextInt(Math.min(size, 3) + 1), random);
                    operation.insert(text);
                    after.append(text);
                }
                default -> {
                    int to = later(before, at, random);
                    operation.delete(to - at);
                    at = to;
                }
            }
        }
        after.append(before, at, before.length());
        return new Edit<>(operation.build(), Rope.of(after.toString()));
    }

    /** Returns a boundary at most a few characters on; often the end of the text. */
    private static int later(String text, int at, RandomGenerator random) {
        int left = text.codePointCount(at, text.length());
        int most = random.nextInt(4) == 0 ? left : Math.min(left, 3);
        return text.offsetByCodePoints(at, random.nextInt(most + 1));
    }

    private static String text(int characters, RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }

    @Override
    public Optional<Marker<Rope, TextOperation>> marker() {
        return Optional.of(new Mark());
    }

    private static final class Mark implements Marker<Rope, TextOperation> {
        @Override
        public Selection caret(Rope snapshot, RandomGenerator random) {
            String text = snapshot.toString();
            int characters = random.nextInt(text.codePointCount(0, text.length()) + 1);
            return Selection.caret(text.offsetByCodePoints(0, characters));
        }

        @Override
        public TextOperation put(Rope snapshot, Selection caret) {
            return TextOperation.replace(caret.head(), 0, MARK);
        }

        @Override
        public Side side() {
            return Side.LEFT;
        }

        @Override
        public Optional<Selection> find(Rope snapshot) {
            int at = snapshot.toString().indexOf(MARK);
            return at < 0 ? Optional.empty() : Optional.of(Selection.caret(at));
        }
    }
}
