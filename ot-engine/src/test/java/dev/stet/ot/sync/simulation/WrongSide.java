package dev.stet.ot.sync.simulation;

import dev.stet.ot.OperationType;
import dev.stet.ot.Side;
import dev.stet.ot.sync.DelegatingType;

/** A type that takes the other side in every transformation. */
final class WrongSide<S, O> extends DelegatingType<S, O> {
    WrongSide(OperationType<S, O> type) {
        super(type);
    }

    @Override
    public O transform(O operation, O against, Side side) {
        return super.transform(operation, against, side.opposite());
    }
}
