package dev.stet.ot.text;

import dev.stet.ot.Rule;

class TextFuzzTest extends TextFuzz<TextOperation> {
    TextFuzzTest() {
        super(
                TextType.TEXT,
                new TextGenerator(),
                Rule.MALFORMED,
                Rule.EMPTY_COMPONENT,
                Rule.NOT_CANONICAL,
                Rule.PAST_THE_END,
                Rule.SPLITS_SURROGATE_PAIR,
                Rule.LONE_SURROGATE,
                Rule.TOO_LARGE);
    }
}
