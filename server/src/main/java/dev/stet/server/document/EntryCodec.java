package dev.stet.server.document;

import dev.stet.ot.OperationType;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.util.ArrayList;
import java.util.List;

/** Log entries between the engine's form and the stored one, where the operation is UTF-8 JSON. Immutable. */
public final class EntryCodec<O> {
    private static final int PAGE = 5_000;

    private final OperationType<?, O> type;

    /** Makes the codec of a document type. */
    public EntryCodec(OperationType<?, O> type) {
        this.type = type;
    }

    /** Returns the stored form. */
    public List<LogEntry> encode(List<Entry<O>> entries) {
        List<LogEntry> encoded = new ArrayList<>(entries.size());
        for (Entry<O> entry : entries) {
            encoded.add(new LogEntry(
                    entry.revision(),
                    entry.id().client(),
                    entry.id().sequence(),
                    entry.author(),
                    entry.timeMs(),
                    Bytes.wrap(StoredJson.write(type.encode(entry.operation())))));
        }
        return encoded;
    }

    /** Returns the engine's form. */
    public Entry<O> decode(LogEntry entry) {
        return new Entry<>(
                entry.revision(),
                new OperationId(entry.client(), entry.sequence()),
                entry.author(),
                entry.timeMs(),
                type.decode(StoredJson.read(entry.operation())));
    }

    /** Returns the engine's form of each. */
    public List<Entry<O>> decode(List<LogEntry> entries) {
        return entries.stream().map(this::decode).toList();
    }

    /** Reads a log from {@code after + 1} to its end. Blocks. */
    static List<LogEntry> readAll(Storage storage, StoredDocument document, long after) {
        List<LogEntry> all = new ArrayList<>();
        long at = after;
        while (true) {
            List<LogEntry> page = storage.read(document, at, PAGE);
            for (LogEntry entry : page) {
                if (entry.revision() != at + 1) {
                    throw new StorageException("the log has a gap, doc=" + document.id() + " expected=" + (at + 1)
                            + " found=" + entry.revision());
                }
                at++;
            }
            all.addAll(page);
            if (page.size() < PAGE) {
                return all;
            }
        }
    }
}
