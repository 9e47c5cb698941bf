package dev.stet.server.document;

import dev.stet.ot.OperationType;
import dev.stet.ot.sync.DocumentAuthority;
import java.lang.ref.WeakReference;

/**
 * The content at the durable revision. Those who come in while it stays the same share one snapshot, and with it its encoded
 * form, as long as somebody holds it and the garbage collector has not come by.
 *
 * <p>Threads: confined to the document's mailbox.
 */
final class DurableContent<S> {
    private final OperationType<S, ?> type;
    private final DocumentAuthority<S, ?> authority;
    private WeakReference<Snapshot> newest = new WeakReference<>(null);

    DurableContent(OperationType<S, ?> type, DocumentAuthority<S, ?> authority) {
        this.type = type;
        this.authority = authority;
    }

    long revision() {
        return authority.durable();
    }

    Snapshot snapshot() {
        Snapshot known = newest.get();
        if (known == null || known.revision() != authority.durable()) {
            known = new Snapshot(authority.durable(), new Snapshot.Content<>(type, authority.durableSnapshot()));
            newest = new WeakReference<>(known);
        }
        return known;
    }

    /** Returns the size in units of the document's type. */
    long size() {
        return type.size(authority.durableSnapshot());
    }
}
