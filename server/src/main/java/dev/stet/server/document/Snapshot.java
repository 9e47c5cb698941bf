package dev.stet.server.document;

import dev.stet.ot.OperationType;
import java.util.Optional;

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

    /** Returns the type of the document by its name. */
    public String docType() {
        return content.type().name();
    }

    /** Returns the document as a text, if its type is one of texts. Takes time in proportion to its size. */
    public Optional<String> text() {
        return content.text();
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
            return StoredJson.write(value());
        }

        /** A type whose empty document is a string has nothing but strings. */
        Optional<String> text() {
            return type.encodeSnapshot(type.empty()) instanceof String
                    ? Optional.of((String) value())
                    : Optional.empty();
        }

        long size() {
            return type.size(snapshot);
        }
    }
}
