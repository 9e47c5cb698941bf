package dev.stet.server.rendering;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.richtext.RichText;
import dev.stet.ot.richtext.RichTextOperation;
import dev.stet.ot.richtext.RichTextOperationBuilder;
import dev.stet.ot.richtext.RichTextType;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextComponent;
import dev.stet.ot.text.TextType;

/** Rich text as plain text: {@link RichText#plainText}, where an embed is U+FFFC. */
public final class PlainText {
    private PlainText() {}

    /**
     * Returns the operation, encoded, that makes a rich text read as a plain one. What stays keeps its look, embeds that
     * are still there stay, and what is new has no attributes.
     *
     * @throws InvalidOperationException if the text is not well-formed UTF-16
     */
    public static Object changeTo(String wanted, RichText before) {
        RichTextOperationBuilder change = RichTextOperation.builder();
        for (TextComponent component :
                TextType.TEXT.diff(Rope.of(before.plainText()), rope(wanted)).components()) {
            switch (component) {
                case TextComponent.Retain retain -> change.retain(retain.length());
                case TextComponent.Insert insert -> change.insert(insert.text());
                case TextComponent.Delete delete -> change.delete(delete.length());
            }
        }
        return RichTextType.RICH_TEXT.encode(change.build());
    }

    /** Returns a line as plain text. */
    static String of(Line line) {
        StringBuilder text = new StringBuilder();
        for (Line.Run run : line.runs()) {
            text.append(
                    switch (run) {
                        case Line.Text stretch -> stretch.text();
                        case Line.Embed embed -> "\uFFFC";
                    });
        }
        return text.toString();
    }

    private static Rope rope(String text) {
        try {
            return Rope.of(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidOperationException(Rule.LONE_SURROGATE, -1, "the text holds half of a surrogate pair");
        }
    }
}
