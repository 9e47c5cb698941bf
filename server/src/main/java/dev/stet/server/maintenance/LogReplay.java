package dev.stet.server.maintenance;

import dev.stet.ot.OperationType;
import dev.stet.server.document.StoredJson;
import dev.stet.server.storage.Bytes;
import java.util.Optional;

/**
 * A document's content, made again from nothing but its log. Confined to its owner's thread.
 *
 * @param <S> snapshots of the document's type
 * @param <O> its operations
 */
final class LogReplay<S, O> {
    private final OperationType<S, O> type;
    private S content;

    LogReplay(OperationType<S, O> type) {
        this.type = type;
        this.content = type.empty();
    }

    /** Applies an operation, or says why it cannot be. */
    Optional<String> apply(Bytes stored) {
        O operation;
        try {
            operation = type.decode(StoredJson.read(stored));
        } catch (RuntimeException e) {
            return Optional.of("its operation cannot be read");
        }
        try {
            content = type.apply(content, operation);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("its operation does not fit the document");
        }
    }

    /** Says what is wrong with a snapshot of this revision, if anything is. */
    Optional<String> compare(Bytes snapshot) {
        S stored;
        try {
            stored = type.decodeSnapshot(StoredJson.read(snapshot));
        } catch (RuntimeException e) {
            return Optional.of("its content cannot be read");
        }
        return stored.equals(content) ? Optional.empty() : Optional.of("its content is not what the log makes");
    }
}
