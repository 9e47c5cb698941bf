package dev.stet.ot.text;

import dev.stet.ot.TypeLaws;

/** The type that counts code points keeps every law. */
class UnicodeLawsTest extends TypeLaws<Rope, UnicodeOperation> {
    UnicodeLawsTest() {
        super(UnicodeTextType.TEXT_UNICODE, new UnicodeGenerator());
    }
}
