package dev.stet.server.document;

import dev.stet.ot.OperationType;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document's content at a revision. Immutable; it shares its structure with the document, so having one costs
 * nothing.
 *
 * @param revision number of operations applied
 */
public record Snapshot(long revision, Content<?> content) {

    /** Returns the content as UTF-8 JSON in the format of its type. Takes time in proportion to its size. */
    public byte[] encode() {
        return content.encode();
    }

    /** Returns the content in the encoded form of its type: a plain JSON-shaped value. Takes time in proportion to its size. */
    public Object value() {
        return content.value();
    }

    /** Returns the size in units of the document's type. */
    public long size() {
        return content.size();
    }

    /** A snapshot and the type that understands it. */
    public record Content<S>(OperationType<S, ?> type, S snapshot) {
        Object value() {
            return type.encodeSnapshot(snapshot);
        }

        byte[] encode() {
            return JsonMapper.shared().writeValueAsBytes(value());
        }

        long size() {
            return type.size(snapshot);
        }
    }
}
