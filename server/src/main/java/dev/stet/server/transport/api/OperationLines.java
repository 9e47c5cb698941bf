package dev.stet.server.transport.api;

import dev.stet.server.history.DocumentHistory;
import dev.stet.server.history.HistoryException;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Slice;
import dev.stet.server.storage.SquashedRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document's log as lines of JSON. A page of it is in memory at a time; the next one is read when the client has taken
 * this one. Confined to the request's thread.
 */
final class OperationLines {
    private static final int PAGE = 500;
    private static final int SLICES = 50;

    private final DocumentHistory<?, ?> history;
    private final OutputStream out;

    OperationLines(DocumentHistory<?, ?> history, OutputStream out) {
        this.history = history;
        this.out = out;
    }

    /** Writes what leads from one revision to another. What was squashed comes whole, as the slices it is in. */
    void write(long after, long upTo) throws HistoryException, IOException {
        long at = after;
        while (at < upTo) {
            List<LogEntry> page = history.entries(at, (int) Math.min(PAGE, upTo - at));
            for (LogEntry entry : page) {
                line(Map.of("revision", entry.revision()), entry.author(), entry.timeMs(), entry.operation());
            }
            at = page.isEmpty() ? slices(at, upTo) : page.getLast().revision();
        }
    }

    private long slices(long after, long upTo) throws HistoryException, IOException {
        long at = after;
        for (Slice slice : history.slices(after, SLICES)) {
            if (at >= upTo) {
                break;
            }
            Map<String, Object> place = new LinkedHashMap<>();
            place.put("revision", slice.lastRevision());
            place.put("squashedFrom", slice.firstRevision());
            for (SquashedRun run : slice.runs()) {
                line(place, run.author(), run.toMs(), run.operation());
            }
            at = slice.lastRevision();
        }
        if (at == after) {
            throw new IllegalStateException(
                    "the log has a gap, document=" + history.document().id() + " revision=" + (after + 1));
        }
        return at;
    }

    private void line(Map<String, Object> place, String author, long timeMs, Bytes operation) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>(place);
        fields.put("author", author);
        fields.put("time", Instant.ofEpochMilli(timeMs).toString());
        byte[] head = JsonMapper.shared().writeValueAsBytes(fields);
        out.write(head, 0, head.length - 1);
        out.write(",\"op\":".getBytes(StandardCharsets.US_ASCII));
        out.write(operation.array());
        out.write("}\n".getBytes(StandardCharsets.US_ASCII));
    }
}
