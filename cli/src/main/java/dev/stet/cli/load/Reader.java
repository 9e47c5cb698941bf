package dev.stet.cli.load;

import dev.stet.client.DocumentListener;
import dev.stet.client.DocumentStatus;
import dev.stet.client.DocumentStatus.Phase;
import dev.stet.server.protocol.ServerMessage;

/**
 * Somebody who has a document open and sees what others do.
 *
 * <p>Threads: confined to the client's thread, but for {@link #leave}.
 */
class Reader<S, O> implements DocumentListener<S, O> {
    private final Deliveries deliveries;
    private final Counts counts;
    private long seen = -1;
    private long ownRevision = -1;
    private Phase phase = Phase.OPENING;
    private volatile boolean leaving;

    Reader(Deliveries deliveries, Counts counts) {
        this.deliveries = deliveries;
        this.counts = counts;
    }

    /** Says that the client's own operation became this revision: nobody delivered it here. */
    final void own(long revision) {
        ownRevision = revision;
    }

    /** Says that the document is about to be closed, as it should be. */
    final void leave() {
        leaving = true;
    }

    /** The client cannot go on with the document. */
    void lost() {}

    @Override
    public final void statusChanged(DocumentStatus<S> status) {
        if (status.phase() != phase) {
            if (phase == Phase.OFFLINE && status.phase() != Phase.CLOSED) {
                counts.reconnected();
            }
            phase = status.phase();
            if (phase == Phase.CLOSED && !leaving) {
                counts.lost();
                lost();
            }
        }
        long before = seen;
        seen = status.revision();
        if (before >= 0 && seen > before && !(seen == before + 1 && seen == ownRevision)) {
            deliveries.arrived(before + 1, seen, ownRevision, System.nanoTime());
        }
    }

    @Override
    public final void delayed(ServerMessage.Failure why) {
        counts.delayed();
    }
}
