package dev.stet.server.document;

import dev.stet.ot.OperationType;
import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Log entries between the engine's form and the stored one, where the operation is UTF-8 JSON. Immutable. */
public final class EntryCodec<O> {
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
}
