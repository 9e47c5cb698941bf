package dev.stet.cli;

import dev.stet.ot.OperationType;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.document.Loaded;
import dev.stet.server.document.Snapshot;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a document from a data folder: the newest snapshot, and the operations after it. */
final class StoredContent {
    private StoredContent() {}

    /** Returns the document as UTF-8: a text as it is, anything else as JSON. Nothing if there is no such document. */
    static Optional<byte[]> read(Path folder, String doc) {
        requireStore(folder);
        try (Storage storage = H2Storage.open(folder, Durability.FORCED)) {
            return storage.find(doc).map(document -> utf8(storage, document));
        } catch (StorageException e) {
            throw new CommandFailedException(e);
        }
    }

    private static byte[] utf8(Storage storage, StoredDocument document) {
        OperationType<?, ?> type = DocumentTypes.all()
                .find(document.docType())
                .orElseThrow(
                        () -> new CommandFailedException("the document is of a type that this version does not know,"
                                + " doc=" + document.id() + " type=" + document.docType()));
        Snapshot snapshot = snapshot(storage, document, type);
        return snapshot.text()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseGet(snapshot::encode);
    }

    private static <S> Snapshot snapshot(Storage storage, StoredDocument document, OperationType<S, ?> type) {
        Loaded<S> loaded = Loaded.from(storage, document, type);
        return new Snapshot(loaded.revision(), new Snapshot.Content<>(type, loaded.snapshot()));
    }

    /** Opening a store makes one where none is; looking for a document must not. */
    private static void requireStore(Path folder) {
        try (DirectoryStream<Path> databases = Files.newDirectoryStream(folder, "*.mv.db")) {
            if (databases.iterator().hasNext()) {
                return;
            }
        } catch (IOException e) {
            throw new CommandFailedException("the data folder cannot be read, folder=" + folder.toAbsolutePath(), e);
        }
        throw new CommandFailedException("the folder has no documents of a server, folder=" + folder.toAbsolutePath());
    }
}
