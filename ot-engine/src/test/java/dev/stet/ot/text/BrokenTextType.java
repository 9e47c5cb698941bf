package dev.stet.ot.text;

import dev.stet.ot.sync.DelegatingType;

/** The text type, until something of it is overridden: what the tester of the laws is tested with. */
class BrokenTextType extends DelegatingType<Rope, TextOperation> {
    BrokenTextType() {
        super(TextType.TEXT);
    }

    @Override
    public String name() {
        return "broken text";
    }
}
