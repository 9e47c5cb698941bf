package dev.stet.server.history;

import dev.stet.ot.OperationType;
import java.util.function.Consumer;

/** Content that goes along with the steps of a log. Confined to its owner's thread. */
final class Replay<S, O> implements Consumer<Step<O>> {
    private final OperationType<S, O> type;
    private S content;

    Replay(OperationType<S, O> type, S content) {
        this.type = type;
        this.content = content;
    }

    @Override
    public void accept(Step<O> step) {
        content = type.apply(content, step.operation());
    }

    S content() {
        return content;
    }
}
