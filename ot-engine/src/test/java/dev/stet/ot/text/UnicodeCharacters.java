package dev.stet.ot.text;

import dev.stet.ot.CharacterSequence;

/** A text is its characters, and they are its units. */
public final class UnicodeCharacters implements CharacterSequence<Rope, UnicodeOperation> {
    @Override
    public Rope document(String characters) {
        return Rope.of(characters);
    }

    @Override
    public UnicodeOperation replace(Rope document, int at, int deleted, String inserted) {
        return UnicodeOperation.replace(at, deleted, inserted);
    }

    @Override
    public String characters(Rope document) {
        return document.toString();
    }
}
