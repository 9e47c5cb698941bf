package dev.stet.ot.text;

import dev.stet.ot.Rule;

class UnicodeFuzzTest extends TextFuzz<UnicodeOperation> {
    UnicodeFuzzTest() {
        super(
                UnicodeTextType.TEXT_UNICODE,
                new UnicodeGenerator(),
                Rule.MALFORMED,
                Rule.EMPTY_COMPONENT,
                Rule.NOT_CANONICAL,
                Rule.PAST_THE_END,
                Rule.DIFFERENT_CONTENT,
                Rule.LONE_SURROGATE,
                Rule.TOO_LARGE);
    }
}
