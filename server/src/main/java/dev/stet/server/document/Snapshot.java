package dev.stet.server.document;

import dev.stet.ot.OperationType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document's content at a revision. It shares its structure with the document, so having one costs nothing; once it was
 * asked for its encoded form, it keeps that.
 *
 * <p>Immutable. Threads that ask for the encoded form at the same time may each make it.
 */
public final class Snapshot {
    private final long revision;
    private final Content<?> content;
    private volatile byte @Nullable [] encoded;

    /** @param revision number of operations applied */
    public Snapshot(long revision, Content<?> content) {
        this.revision = revision;
        this.content = content;
    }

    /** Returns the number of operations applied. */
    public long revision() {
        return revision;
    }

    /** Returns the content. */
    public Content<?> content() {
        return content;
    }

    /**
     * Returns the content as UTF-8 JSON in the format of its type. The first time takes time in proportion to its size.
     *
     * @return the snapshot's own bytes, which nobody changes
     */
    public byte[] encode() {
        byte[] bytes = encoded;
        if (bytes == null) {
            bytes = content.encode();
            encoded = bytes;
        }
        return bytes;
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
