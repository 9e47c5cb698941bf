package dev.stet.server.document;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.ot.Selection;
import dev.stet.ot.sync.DocumentAuthority;
import java.util.Optional;

/** Where selections made on earlier revisions are now. Confined to the document's mailbox. */
final class Places<S, O> {
    private final OperationType<S, O> type;
    private final DocumentAuthority<S, O> authority;

    Places(OperationType<S, O> type, DocumentAuthority<S, O> authority) {
        this.type = type;
        this.authority = authority;
    }

    /** Returns the newest revision that a selection can be on. */
    long newest() {
        return authority.durable();
    }

    /** Returns whether a selection of a revision is in the document, or was until others took its place away. */
    boolean isInside(Selection selection, long revision) {
        try {
            return revision >= authority.tailAfter()
                    && moved(selection, revision)
                            .filter(place -> !type.contains(authority.durableSnapshot(), place))
                            .isEmpty();
        } catch (InvalidOperationException e) {
            return false;
        }
    }

    /** Returns a selection of a revision in memory on the durable one, or nothing if its place is gone. */
    Optional<Selection> moved(Selection selection, long revision) {
        Optional<Selection> place = Optional.of(selection);
        for (long r = revision + 1; r <= authority.durable(); r++) {
            O operation = authority.entry(r).operation();
            place = place.flatMap(at -> type.transformSelection(at, operation));
        }
        return place;
    }
}
