package dev.stet.ot.sync.simulation;

import dev.stet.ot.Side;
import dev.stet.ot.sync.DelegatingType;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;

/** Text that takes the other side in every transformation. */
final class WrongSide extends DelegatingType<Rope, TextOperation> {
    WrongSide() {
        super(TextType.TEXT);
    }

    @Override
    public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
        return super.transform(operation, against, side.opposite());
    }
}
