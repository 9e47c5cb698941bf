package dev.stet.ot;

import dev.stet.ot.json.Json0Type;
import dev.stet.ot.json.JsonArrayCharacters;
import dev.stet.ot.json.JsonGenerator;
import dev.stet.ot.json.JsonStringCharacters;
import dev.stet.ot.richtext.RichTextCharacters;
import dev.stet.ot.richtext.RichTextGenerator;
import dev.stet.ot.richtext.RichTextType;
import dev.stet.ot.text.TextCharacters;
import dev.stet.ot.text.TextGenerator;
import dev.stet.ot.text.TextType;
import dev.stet.ot.text.UnicodeCharacters;
import dev.stet.ot.text.UnicodeGenerator;
import dev.stet.ot.text.UnicodeTextType;
import java.util.List;

/** The list of types; a new one is added here. */
final class Subjects {
    static final List<Subject<?, ?>> ALL = List.of(
            new Subject<>(TextType.TEXT, new TextGenerator(), List.of(new TextCharacters())),
            new Subject<>(UnicodeTextType.TEXT_UNICODE, new UnicodeGenerator(), List.of(new UnicodeCharacters())),
            new Subject<>(RichTextType.RICH_TEXT, new RichTextGenerator(), List.of(new RichTextCharacters())),
            new Subject<>(
                    Json0Type.JSON0,
                    new JsonGenerator(),
                    List.of(new JsonStringCharacters(), new JsonArrayCharacters())));

    private Subjects() {}
}
