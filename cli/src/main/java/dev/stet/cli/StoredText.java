package dev.stet.cli;

import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextType;
import dev.stet.server.protocol.Json;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredSnapshot;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads a text document from a data folder: the newest snapshot, and the operations after it. */
final class StoredText {
    private static final int PAGE = 1_000;

    private StoredText() {}

    /** Finds the document's text, or nothing if there is no such document. */
    static Optional<String> read(Path folder, String doc) {
        requireStore(folder);
        try (Storage storage = H2Storage.open(folder, Durability.FORCED)) {
            return storage.find(doc).map(document -> text(storage, document));
        } catch (StorageException e) {
            throw new CommandFailedException(e);
        }
    }

    private static String text(Storage storage, StoredDocument document) {
        TextType type = TextType.TEXT;
        if (!document.docType().equals(type.name())) {
            throw new CommandFailedException(
                    "the document is not a text, doc=" + document.id() + " type=" + document.docType());
        }
        Optional<StoredSnapshot> newest = storage.snapshot(document, Long.MAX_VALUE);
        Rope text = newest.map(snapshot -> type.decodeSnapshot(value(snapshot.content())))
                .orElseGet(type::empty);
        long revision = newest.map(StoredSnapshot::revision).orElse(0L);
        List<LogEntry> page;
        do {
            page = storage.read(document, revision, PAGE);
            for (LogEntry entry : page) {
                text = type.apply(text, type.decode(value(entry.operation())));
                revision = entry.revision();
            }
        } while (page.size() == PAGE);
        return text.toString();
    }

    private static Object value(Bytes json) {
        return Objects.requireNonNull(Json.encoded(json.array()).value());
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
