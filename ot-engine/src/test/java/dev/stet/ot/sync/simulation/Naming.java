package dev.stet.ot.sync.simulation;

import dev.stet.ot.sync.OperationId;

/** How a node that forgets what it has seen is made: it gives each submission a name of its own. */
final class Naming {
    private static final char MARK = '~';

    private Naming() {}

    static OperationId disguised(OperationId id, long number) {
        return new OperationId(id.client() + MARK + number, id.sequence());
    }

    static OperationId trueName(OperationId id) {
        int mark = id.client().indexOf(MARK);
        return mark < 0 ? id : new OperationId(id.client().substring(0, mark), id.sequence());
    }
}
