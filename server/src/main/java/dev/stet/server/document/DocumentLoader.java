package dev.stet.server.document;

import dev.stet.ot.OperationType;
import dev.stet.server.document.OpenFailedException.Reason;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks documents up in storage, loads, creates and marks them. Every method blocks, and throws {@link StorageException}
 * if storage fails. Thread-safe.
 */
final class DocumentLoader {
    private final Environment environment;
    private final DocumentTypes types;

    DocumentLoader(Environment environment, DocumentTypes types) {
        this.environment = environment;
        this.types = types;
    }

    /** @param type the type to create it with, if it is to be created */
    Document<?, ?> load(String id, Optional<OperationType<?, ?>> type, boolean create) throws OpenFailedException {
        Optional<DocumentInfo> found = storage().info(id);
        if (found.isEmpty() && !create) {
            throw notFound(id);
        }
        if (found.isPresent() && found.get().isDeleted()) {
            throw new OpenFailedException(Reason.DELETED, "the document is deleted, doc=" + id);
        }
        if (found.isEmpty()) {
            Optional<Document<?, ?>> created = create(id, type.orElseThrow());
            return created.isPresent() ? created.get() : load(id, type, true); // somebody else was faster
        }
        StoredDocument stored = found.get().document();
        OperationType<?, ?> storedType = types.find(stored.docType())
                .orElseThrow(() -> new OpenFailedException(
                        Reason.UNKNOWN_TYPE, "the document's type is not served, docType=" + stored.docType()));
        return load(stored, storedType);
    }

    private <S, O> Document<S, O> load(StoredDocument stored, OperationType<S, O> type) {
        return new Document<>(stored, type, environment, Loaded.from(storage(), stored, type));
    }

    /** Creates a document. What it has is known, and nothing is read; if another server wrote to it at once, that comes as later. */
    private <S, O> Optional<Document<?, ?>> create(String id, OperationType<S, O> type) {
        return storage().createIfAbsent(id, type.name()).map(stored -> {
            Document<S, O> document = new Document<>(stored, type, environment, Loaded.empty(type));
            document.markCreated();
            return document;
        });
    }

    void delete(String id) throws OpenFailedException {
        DocumentInfo info = storage().info(id).orElseThrow(() -> notFound(id));
        if (!info.isDeleted()) {
            storage()
                    .setDeleted(
                            info.document(), OptionalLong.of(environment.clock().millis()));
        }
    }

    void undelete(String id) throws OpenFailedException {
        DocumentInfo info = storage().info(id).orElseThrow(() -> notFound(id));
        if (info.isDeleted()) {
            storage().setDeleted(info.document(), OptionalLong.empty());
        }
    }

    private static OpenFailedException notFound(String id) {
        return new OpenFailedException(Reason.NOT_FOUND, "there is no such document, doc=" + id);
    }

    private Storage storage() {
        return environment.storage();
    }
}
