package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Batches that come one after the other, put together into one. Confined to its owner's thread. */
final class MergedAppends {

    private final Map<StoredDocument, List<LogEntry>> entries = new LinkedHashMap<>();
    private long bytes;

    void add(Append append) {
        entries.computeIfAbsent(append.document(), document -> new ArrayList<>())
                .addAll(append.entries());
        bytes += Appends.bytes(append);
    }

    /** Returns about how much memory they take, in bytes. */
    long bytes() {
        return bytes;
    }

    /** Returns one append for each document. */
    List<Append> batch() {
        return entries.entrySet().stream()
                .map(entry -> new Append(entry.getKey(), entry.getValue()))
                .toList();
    }
}
