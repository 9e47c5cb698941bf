package dev.stet.server.document;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Those who wait to hear what became of the operations they offered. Each hears one thing of an operation.
 *
 * <p>Threads: confined to the document's mailbox.
 */
final class Submitters {
    private final Map<OperationId, Submitter> waiting = new HashMap<>();

    /** Has somebody wait, beside whoever offered the same operation before. */
    void add(OperationId id, Submitter submitter) {
        waiting.merge(id, submitter, Submitter::and);
    }

    /** Returns how many of these entries somebody waits for. */
    int countWaitedFor(List<? extends Entry<?>> entries) {
        int count = 0;
        for (Entry<?> entry : entries) {
            count += waiting.containsKey(entry.id()) ? 1 : 0;
        }
        return count;
    }

    /** Tells that entries are in the log, durable. Returns the readers who wrote some of them. */
    List<Reader> stored(List<? extends Entry<?>> entries) {
        List<Reader> authors = new ArrayList<>();
        for (Entry<?> entry : entries) {
            Submitter submitter = waiting.remove(entry.id());
            if (submitter != null) {
                submitter.stored(entry.id().sequence(), entry.revision());
                if (submitter instanceof Reader author) {
                    authors.add(author);
                }
            }
        }
        return authors;
    }

    void alreadyStored(OperationId id, long revision) {
        Submitter submitter = waiting.remove(id);
        if (submitter != null) {
            submitter.alreadyStored(id.sequence(), revision);
        }
    }

    void refused(OperationId id, Reader.Reason reason, String message, Optional<InvalidOperationException> cause) {
        Submitter submitter = waiting.remove(id);
        if (submitter != null) {
            submitter.refused(id.sequence(), reason, message, cause);
        }
    }
}
