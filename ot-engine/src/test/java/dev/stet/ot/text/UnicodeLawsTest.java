package dev.stet.ot.text;

import dev.stet.ot.Tries;
import dev.stet.ot.TypeLaws;
import org.junit.jupiter.api.Test;

/** The type that counts code points keeps every law. */
class UnicodeLawsTest extends TypeLaws<Rope, UnicodeOperation> {
    UnicodeLawsTest() {
        super(UnicodeTextType.TEXT_UNICODE, new UnicodeGenerator());
    }

    @Test
    void whatSaysWhatItTakesAwayGoesOnSayingIt() {
        InvertibleUnicode.check(UnicodeTextType.TEXT_UNICODE, Tries.count(), getClass());
    }
}
