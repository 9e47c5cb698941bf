package dev.stet.ot.richtext;

import dev.stet.ot.CharacterSequence;

/** A rich text without embeds is its characters. */
public final class RichTextCharacters implements CharacterSequence<RichText, RichTextOperation> {
    private static final Attributes BOLD = Attributes.of("bold", true);

    @Override
    public RichText document(String characters) {
        return RichText.of(characters);
    }

    /** What is put in is bold if it is one character, so that pieces meet. */
    @Override
    public RichTextOperation replace(RichText document, int at, int deleted, String inserted) {
        String text = document.plainText();
        int from = text.offsetByCodePoints(0, at);
        int to = text.offsetByCodePoints(from, deleted);
        return RichTextOperation.replace(from, to - from, inserted, inserted.length() == 1 ? BOLD : Attributes.none());
    }

    @Override
    public String characters(RichText document) {
        return document.plainText();
    }

    @Override
    public int characterAt(RichText document, int position) {
        return document.plainText().codePointCount(0, position);
    }
}
