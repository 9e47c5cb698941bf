package dev.stet.ot.richtext;

import dev.stet.ot.TypeLaws;

/** The rich text type keeps every law. */
class RichTextLawsTest extends TypeLaws<RichText, RichTextOperation> {
    RichTextLawsTest() {
        super(RichTextType.RICH_TEXT, new RichTextGenerator());
    }
}
