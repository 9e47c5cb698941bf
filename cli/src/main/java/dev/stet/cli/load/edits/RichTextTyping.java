package dev.stet.cli.load.edits;

import dev.stet.ot.richtext.Attributes;
import dev.stet.ot.richtext.RichText;
import dev.stet.ot.richtext.RichTextOperation;
import dev.stet.ot.richtext.RichTextType;
import java.util.Collections;
import java.util.random.RandomGenerator;

/**
 * Types text with formatting, a character at a time; one operation in twelve makes a stretch bold or plain again. Confined
 * to the writer's client's thread.
 */
final class RichTextTyping implements Edits<RichText, RichTextOperation> {
    private static final int FORMATS_ONE_IN = 12;
    private static final int LONGEST_FORMAT = 20;
    private static final Attributes BOLD = Attributes.of("bold", true);
    private static final Attributes NOT_BOLD = Attributes.of(Collections.singletonMap("bold", null));

    private final Caret<RichTextOperation> caret;
    private final RandomGenerator random;

    RichTextTyping(Mix mix, RandomGenerator random) {
        this.caret = new Caret<>(RichTextType.RICH_TEXT, mix, random);
        this.random = random;
    }

    @Override
    public RichTextOperation next(RichText shown) {
        int length = shown.length();
        int at = caret.next(length);
        if (at < length && random.nextInt(FORMATS_ONE_IN) == 0) {
            int stretch = 1 + random.nextInt(Math.min(LONGEST_FORMAT, length - at));
            return RichTextOperation.format(at, stretch, random.nextBoolean() ? BOLD : NOT_BOLD);
        }
        if (caret.deletes() && at > 0) {
            caret.moveTo(at - 1);
            return RichTextOperation.replace(at - 1, 1, "", Attributes.none());
        }
        caret.moveTo(at + 1);
        return RichTextOperation.replace(at, 0, Letters.one(random), Attributes.none());
    }

    @Override
    public void others(RichTextOperation operation) {
        caret.others(operation);
    }
}
