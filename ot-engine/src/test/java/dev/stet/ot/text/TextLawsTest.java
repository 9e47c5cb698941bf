package dev.stet.ot.text;

import dev.stet.ot.TypeLaws;

/** The text type keeps every law. */
class TextLawsTest extends TypeLaws<Rope, TextOperation> {
    TextLawsTest() {
        super(TextType.TEXT, new TextGenerator());
    }
}
