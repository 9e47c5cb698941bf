package dev.stet.server.maintenance;

import dev.stet.ot.OperationType;
import dev.stet.ot.json.Json0Type;
import dev.stet.ot.richtext.RichTextType;
import dev.stet.ot.text.TextType;
import dev.stet.ot.text.UnicodeTextType;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.document.StoredJson;
import dev.stet.server.retention.RetentionPolicy;
import dev.stet.server.retention.Squashing;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.StoredAccess;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredShare;
import dev.stet.server.storage.StoredSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/** Fills stores with documents of all types that were edited at random. The same seed makes the same documents. */
final class RandomStore {
    private static final int SNAPSHOT_EVERY = 17;
    private static final long START_MS = 1_700_000_000_000L;

    private final Storage storage;
    private final Random random;

    RandomStore(Storage storage, long seed) {
        this.storage = storage;
        this.random = new Random(seed);
    }

    /** Adds documents {@code doc-0}, {@code doc-1}, … of random types and lengths; some of them deleted. */
    void fill(int documents) {
        for (int i = 0; i < documents; i++) {
            StoredDocument document = add("doc-" + i, random.nextInt(4), random.nextInt(120));
            if (random.nextInt(5) == 0) {
                storage.setDeleted(document, OptionalLong.of(START_MS + random.nextInt(1_000)));
            }
            if (random.nextBoolean()) {
                share(document);
            }
        }
    }

    /** Gives a document an access list that was changed once, and links that end and do not. */
    void share(StoredDocument document) {
        String id = document.id();
        storage.access().replace(id, new StoredAccess(1, Map.of("grace", "owner")));
        storage.access().replace(id, new StoredAccess(2, Map.of("grace", "owner", "ada", "viewer")));
        for (OptionalLong expiresMs : List.of(OptionalLong.empty(), OptionalLong.of(START_MS))) {
            byte[] secretHash = new byte[32];
            random.nextBytes(secretHash);
            String share = "share-" + Long.toHexString(random.nextLong());
            storage.access()
                    .addShare(
                            new StoredShare(share, id, Bytes.wrap(secretHash), "editor", START_MS, "grace", expiresMs));
        }
    }

    /** Adds a text with so many entries, snapshots at 17, 34, … and a version named {@code third} at a third. */
    StoredDocument addText(String id, int entries) {
        return add(id, 0, entries);
    }

    /** Squashes the beginning of each document that has enough entries: all but the newest of them, or most. */
    void squash() {
        for (DocumentInfo info : storage.list("", 1_000)) {
            OperationType<?, ?> type =
                    DocumentTypes.all().find(info.document().docType()).orElseThrow();
            squash(info.document(), type, 1 + random.nextInt(20));
        }
    }

    private <S, O> void squash(StoredDocument document, OperationType<S, O> type, int keepEntries) {
        RetentionPolicy policy = new RetentionPolicy(Duration.ZERO, Duration.ofMinutes(5), keepEntries);
        Squashing<S, O> squashing = new Squashing<>(storage, document, type, policy);
        int squashed;
        do {
            squashed = squashing.next(Long.MAX_VALUE / 2);
        } while (squashed > 0);
    }

    private StoredDocument add(String id, int type, int entries) {
        return switch (type) {
            case 0 -> add(id, TextType.TEXT, entries);
            case 1 -> add(id, UnicodeTextType.TEXT_UNICODE, entries);
            case 2 -> add(id, RichTextType.RICH_TEXT, entries);
            default -> add(id, Json0Type.JSON0, entries);
        };
    }

    private <S, O> StoredDocument add(String id, OperationType<S, O> type, int entries) {
        StoredDocument document = storage.create(id, type.name());
        List<LogEntry> log = new ArrayList<>();
        List<StoredSnapshot> snapshots = new ArrayList<>();
        S content = type.empty();
        long timeMs = START_MS;
        for (int revision = 1; revision <= entries; revision++) {
            S next = type.decodeSnapshot(value(type));
            O operation = type.complete(type.diff(content, next), content);
            content = type.apply(content, operation);
            timeMs += random.nextInt(60_000);
            String author = "author-" + random.nextInt(3);
            log.add(new LogEntry(
                    revision,
                    "client of " + author,
                    revision,
                    author,
                    timeMs,
                    Bytes.wrap(StoredJson.write(type.encode(operation)))));
            if (revision % SNAPSHOT_EVERY == 0) {
                snapshots.add(new StoredSnapshot(revision, Bytes.wrap(StoredJson.write(type.encodeSnapshot(content)))));
            }
        }
        if (!log.isEmpty()) {
            storage.append(List.of(new Append(document, log)));
        }
        snapshots.forEach(snapshot -> storage.writeSnapshot(document, snapshot));
        storage.addVersion(document, new NamedVersion("third", entries / 3, timeMs, "author-0"));
        return document;
    }

    /** Returns an encoded snapshot of the type. */
    private Object value(OperationType<?, ?> type) {
        return switch (type.name()) {
            case "rich-text" ->
                List.of(
                        Map.of("insert", text() + "."),
                        Map.of("insert", text() + "!", "attributes", Map.of("bold", true)));
            case "json0" -> Map.of("title", text(), "count", random.nextInt(100), "list", List.of(1, 2.5, text()));
            default -> text();
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int words = random.nextInt(12); words > 0; words--) {
            text.append(random.nextBoolean() ? "word " : "😀 ä").append(random.nextInt(30));
        }
        return text.toString();
    }
}
