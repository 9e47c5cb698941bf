package dev.stet.ot.text;

import dev.stet.ot.CharacterSequence;

/** A text is its characters. */
public final class TextCharacters implements CharacterSequence<Rope, TextOperation> {
    @Override
    public Rope document(String characters) {
        return Rope.of(characters);
    }

    @Override
    public TextOperation replace(Rope document, int at, int deleted, String inserted) {
        int from = document.indexOfCodePoint(at);
        return TextOperation.replace(from, document.indexOfCodePoint(at + deleted) - from, inserted);
    }

    @Override
    public String characters(Rope document) {
        return document.toString();
    }

    @Override
    public int characterAt(Rope document, int position) {
        return document.codePointOffset(position);
    }
}
