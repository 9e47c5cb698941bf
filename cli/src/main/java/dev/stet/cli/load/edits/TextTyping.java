package dev.stet.cli.load.edits;

import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.util.random.RandomGenerator;

/** Types plain text, a character at a time. Confined to the writer's client's thread. */
final class TextTyping implements Edits<Rope, TextOperation> {
    private final Caret<TextOperation> caret;
    private final RandomGenerator random;

    TextTyping(Mix mix, RandomGenerator random) {
        this.caret = new Caret<>(TextType.TEXT, mix, random);
        this.random = random;
    }

    @Override
    public TextOperation next(Rope shown) {
        int at = caret.next(shown.length());
        if (caret.deletes() && at > 0) {
            caret.moveTo(at - 1);
            return TextOperation.replace(at - 1, 1, "");
        }
        caret.moveTo(at + 1);
        return TextOperation.replace(at, 0, Letters.one(random));
    }

    @Override
    public void others(TextOperation operation) {
        caret.others(operation);
    }
}
