package dev.stet.server.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.text.TextType;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.document.Loaded;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.LastSequence;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.Quarantined;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.SquashedClient;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.StoredAccess;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredShare;
import dev.stet.server.storage.StoredSnapshot;
import dev.stet.server.storage.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes from one store to another, directly or by an archive, is the same there. */
class TransferTest {
    private static final long SEED = Long.getLong("stet.seed", new Random().nextLong());

    /** Where the compressed part of an archive begins. */
    private static final int GZIP_AT = 10;

    @TempDir
    Path folder;

    @Test
    void aStoreThatIsMigratedIsTheSame() throws Exception {
        try (Storage from = filled("from", SEED);
                Storage to = Places.open(folder.resolve("to"))) {
            Transferred transferred = Transfer.migrate(from, to, MaintenanceProgress.NONE);
            assertThat(transferred.documents()).isEqualTo(30);
            assertThat(everything(to))
                    .as(again("aStoreThatIsMigratedIsTheSame"))
                    .isEqualTo(everything(from));
            assertThat(to.id()).isNotEqualTo(from.id());
            requireSound(to);
        }
    }

    @Test
    void aStoreGoesToPostgresAndBackAndIsTheSame() throws Exception {
        StoreLocation database = TestPostgres.shared().newDatabase();
        try (Storage from = filled("from", SEED);
                Storage postgres = database.open(Durability.FORCED, Duration.ZERO);
                Storage back = Places.open(folder.resolve("back"))) {
            Transferred there = Transfer.migrate(from, postgres, MaintenanceProgress.NONE);
            assertThat(Transfer.migrate(postgres, back, MaintenanceProgress.NONE))
                    .isEqualTo(there);
            assertThat(everything(postgres))
                    .as(again("aStoreGoesToPostgresAndBackAndIsTheSame"))
                    .isEqualTo(everything(from));
            assertThat(everything(back)).isEqualTo(everything(from));
            requireSound(postgres);
        }
    }

    @Test
    void aStoreWithSquashedLogsGoesByAnArchiveAndIsTheSame() throws Exception {
        try (Storage from = filled("from", SEED);
                Storage to = Places.open(folder.resolve("to"))) {
            new RandomStore(from, SEED).squash();
            byte[] archive = archive(from);
            Transferred inside = Archive.check(new ByteArrayInputStream(archive), MaintenanceProgress.NONE);
            assertThat(Archive.restore(new ByteArrayInputStream(archive), to, MaintenanceProgress.NONE))
                    .isEqualTo(inside);
            List<Stored> restored = everything(to);
            assertThat(restored)
                    .as(again("aStoreWithSquashedLogsGoesByAnArchiveAndIsTheSame"))
                    .isEqualTo(everything(from));
            assertThat(restored)
                    .anySatisfy(stored -> assertThat(stored.slices())
                            .as("something was squashed")
                            .hasSizeGreaterThan(1));
            requireSound(to);
        }
    }

    @Test
    void aLogThatIsSquashedWhileItIsArchivedBeginsAgainInTheArchive() throws Exception {
        try (Storage from = Places.open(folder.resolve("from"));
                Storage to = Places.open(folder.resolve("to"))) {
            MaintenanceProgress squashing = longLogThatIsSquashedWhileItIsRead(from);
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            Transferred written = Archive.write(from, archive, 1, squashing);
            assertThat(Archive.restore(new ByteArrayInputStream(archive.toByteArray()), to, MaintenanceProgress.NONE))
                    .isEqualTo(written);
            requireSameAndSquashed(from, to);
        }
    }

    @Test
    void aLogThatIsSquashedWhileItIsCopiedBeginsAgainInTheTarget() throws Exception {
        StoreLocation database = TestPostgres.shared().newDatabase();
        try (Storage from = Places.open(folder.resolve("from"));
                Storage postgres = database.open(Durability.FORCED, Duration.ZERO)) {
            MaintenanceProgress squashing = longLogThatIsSquashedWhileItIsRead(from);
            Transfer.migrate(from, postgres, squashing);
            requireSameAndSquashed(from, postgres);
        }
    }

    /** Makes a log of many pages, and returns what squashes it as soon as the first of them is read. */
    private static MaintenanceProgress longLogThatIsSquashedWhileItIsRead(Storage from) {
        RandomStore random = new RandomStore(from, SEED);
        random.share(random.addText("doc", 3_000));
        return (documents, entries) -> {
            if (documents == 0
                    && entries > 0
                    && from.squashedUpTo(from.find("doc").orElseThrow()) == 0) {
                random.squash();
            }
        };
    }

    private static void requireSameAndSquashed(Storage from, Storage to) {
        List<Stored> same = everything(to);
        assertThat(same).isEqualTo(everything(from)).hasSize(1);
        assertThat(same.getFirst().slices()).isNotEmpty();
        requireSound(to);
    }

    @Test
    void aStoreWithSquashedLogsGoesToPostgresAndBackAndIsTheSame() throws Exception {
        StoreLocation database = TestPostgres.shared().newDatabase();
        try (Storage from = filled("from", SEED);
                Storage postgres = database.open(Durability.FORCED, Duration.ZERO);
                Storage back = Places.open(folder.resolve("back"))) {
            new RandomStore(from, SEED).squash();
            Transfer.migrate(from, postgres, MaintenanceProgress.NONE);
            Transfer.migrate(postgres, back, MaintenanceProgress.NONE);
            assertThat(everything(back))
                    .as(again("aStoreWithSquashedLogsGoesToPostgresAndBackAndIsTheSame"))
                    .isEqualTo(everything(from));
            requireSound(postgres);
            requireSound(back);
        }
    }

    @Test
    void whatIsSquashedIsStillFoundToBeThere() throws Exception {
        try (Storage from = Places.open(folder.resolve("from"));
                Storage to = Places.open(folder.resolve("to"))) {
            RandomStore random = new RandomStore(from, 1);
            StoredDocument document = random.addText("doc", 60);
            List<LogEntry> typed = from.read(document, 0, 60);
            random.squash();
            Transfer.copy(from, to, List.of("doc"), MaintenanceProgress.NONE);
            StoredDocument there = to.find("doc").orElseThrow();
            long squashed = to.squashedUpTo(there);
            assertThat(squashed).isPositive();
            for (LogEntry entry : typed.subList(0, (int) squashed)) {
                LastSequence last = to.lastSquashed(there, entry.client()).orElseThrow();
                assertThat(last.sequence()).isGreaterThanOrEqualTo(entry.sequence());
                assertThat(last.revision()).isBetween(entry.revision(), squashed);
            }
            assertThat(Loaded.from(to, there, TextType.TEXT)).isEqualTo(Loaded.from(from, document, TextType.TEXT));
        }
    }

    @Test
    void aDamagedSliceIsNotCopied() throws Exception {
        try (Storage whole = Places.open(folder.resolve("from"))) {
            RandomStore random = new RandomStore(whole, 1);
            random.addText("hurt", 40);
            random.squash();
        }
        Places.damage(folder.resolve("from"), "update squashed set payload = X'5b5d' where position = 0");
        try (Storage from = Places.open(folder.resolve("from"));
                Storage to = Places.open(folder.resolve("to"))) {
            assertThatThrownBy(() -> Transfer.migrate(from, to, MaintenanceProgress.NONE))
                    .isInstanceOf(StorageException.class)
                    .hasMessage("What is to be copied is damaged: a slice does not fit its seal, document=hurt,"
                            + " revision=0");
            assertThatThrownBy(() -> archive(from)).hasMessageContaining("a slice does not fit its seal");
        }
    }

    @Test
    void archivesWithSlicesThatCannotBeAreRefused() throws Exception {
        List<SealedSlice> slices;
        List<SquashedClient> clients;
        List<StoredEntry> entries;
        try (Storage from = Places.open(folder.resolve("from"))) {
            RandomStore random = new RandomStore(from, 1);
            StoredDocument document = random.addText("doc", 60);
            random.squash();
            slices = from.slices(document, 0, 100);
            clients = from.squashedClients(document, "", 100);
            entries = from.readHashed(document, 0, 100);
        }
        assertThat(slices).hasSizeGreaterThan(2);
        SealedSlice first = slices.getFirst();
        SealedSlice otherEnd = new SealedSlice(first.slice(), new ChainHash(1, 2), first.seal());
        requireRefused("does not fit its seal", sink -> sink.slices(List.of(otherEnd)));
        requireRefused(
                "does not fit its seal",
                sink -> { // a reader makes a slice of the next begin where this ends
                    sink.slices(List.of(first));
                    sink.slices(slices.subList(2, 3));
                });
        requireRefused("an entry does not fit its hash", sink -> {
            ChainHash seal = first.slice().seal(ChainHash.start("doc"), new ChainHash(1, 2));
            sink.slices(List.of(new SealedSlice(first.slice(), new ChainHash(1, 2), seal)));
            sink.entries(entries.subList(0, 1));
        });
        requireRefused("a slice comes after an entry", sink -> {
            LogEntry entry = new LogEntry(1, "client", 1, "author", 1, Bytes.utf8("[]"));
            sink.entries(List.of(new StoredEntry(entry, ChainHash.start("doc").next(entry))));
            sink.slices(List.of(first));
        });
        requireRefused("a client of the squashed part was never there", sink -> sink.clients(clients));
        requireRefused("the log does not end where it should", sink -> {
            sink.slices(List.of(first));
            sink.end(first.slice().lastRevision(), first.seal());
        });
    }

    /** Writes an archive by hand, and requires that it is refused for a reason. */
    private static void requireRefused(String reason, DocumentSource document) throws Exception {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        ArchiveWriter writer = new ArchiveWriter(archive, "store", 1);
        writer.begin(new DocumentInfo(new StoredDocument(0, "doc", "text"), 1, OptionalLong.empty()));
        document.forEach(writer);
        writer.finish();
        assertThatThrownBy(
                        () -> Archive.check(new ByteArrayInputStream(archive.toByteArray()), MaintenanceProgress.NONE))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void damageInPostgresIsMovedAside() {
        StoreLocation database = TestPostgres.shared().newDatabase();
        try (Storage postgres = database.open(Durability.FORCED, Duration.ZERO)) {
            StoredDocument document = new RandomStore(postgres, SEED).addText("hurt", 40);
            postgres.writeSnapshot(document, new StoredSnapshot(34, Bytes.utf8("\"never typed\"")));
            postgres.append(List.of(new Storage.Append(
                    document, List.of(new LogEntry(41, "client", 41, "author", 0, Bytes.utf8("[]"))))));
            DocumentReport report = new LogVerifier(postgres, DocumentTypes.all(), 1)
                    .verify(MaintenanceProgress.NONE)
                    .damaged()
                    .getFirst();
            assertThat(report.lastGood()).isEqualTo(40);
            assertThat(new Repair(postgres).repair(report)).isEqualTo(new Quarantined(1, 1, 0));
            requireSound(postgres);
        }
    }

    @Test
    void aBackupThatIsRestoredIsTheSame() throws Exception {
        byte[] archive;
        List<Stored> before;
        try (Storage from = filled("from", SEED)) {
            archive = archive(from);
            before = everything(from);
        }
        Transferred inside = Archive.check(new ByteArrayInputStream(archive), MaintenanceProgress.NONE);
        try (Storage to = Places.open(folder.resolve("to"))) {
            assertThat(Archive.restore(new ByteArrayInputStream(archive), to, MaintenanceProgress.NONE))
                    .isEqualTo(inside);
            assertThat(everything(to))
                    .as(again("aBackupThatIsRestoredIsTheSame"))
                    .isEqualTo(before);
            requireSound(to);
        }
    }

    @Test
    void chosenDocumentsAreCopiedBesideOthers() throws Exception {
        try (Storage from = filled("from", SEED);
                Storage to = Places.open(folder.resolve("to"))) {
            new RandomStore(to, SEED).addText("other", 10);
            Transferred transferred =
                    Transfer.copy(from, to, List.of("doc-3", "doc-1", "doc-3"), MaintenanceProgress.NONE);
            assertThat(transferred.documents()).isEqualTo(2);
            assertThat(everything(to))
                    .hasSize(3)
                    .containsAll(everything(from).stream()
                            .filter(stored -> List.of("doc-1", "doc-3").contains(stored.id()))
                            .toList());
            assertThatThrownBy(() -> Transfer.copy(from, to, List.of("doc-2", "doc-1"), MaintenanceProgress.NONE))
                    .isInstanceOf(StorageException.class)
                    .hasMessage("The target has such a document already, document=doc-1");
            assertThatThrownBy(() -> Transfer.copy(from, to, List.of("none"), MaintenanceProgress.NONE))
                    .hasMessage("There is no such document, document=none");
            assertThat(to.find("doc-2")).as("nothing begins that cannot end").isEmpty();
        }
    }

    @Test
    void aTargetThatIsNotEmptyIsRefused() throws Exception {
        try (Storage from = filled("from", 1);
                Storage to = Places.open(folder.resolve("to"))) {
            to.setDeleted(to.create("kept", "text"), OptionalLong.of(5));
            assertThatThrownBy(() -> Transfer.migrate(from, to, MaintenanceProgress.NONE))
                    .isInstanceOf(StorageException.class)
                    .hasMessage("The target is not empty, document=kept");
            byte[] archive = archive(from);
            assertThatThrownBy(() -> Archive.restore(new ByteArrayInputStream(archive), to, MaintenanceProgress.NONE))
                    .hasMessage("The target is not empty, document=kept");
        }
    }

    @Test
    void damageIsNotCopied() throws Exception {
        filled("from", 1).close();
        try (Storage whole = Places.open(folder.resolve("from"))) {
            new RandomStore(whole, 1).addText("hurt", 40);
        }
        Places.damage(
                folder.resolve("from"),
                "update operation set payload = X'5b5d' where revision = 30 and document ="
                        + " (select document from document where id = 'hurt')");
        try (Storage from = Places.open(folder.resolve("from"));
                Storage to = Places.open(folder.resolve("to"))) {
            assertThatThrownBy(() -> Transfer.migrate(from, to, MaintenanceProgress.NONE))
                    .isInstanceOf(StorageException.class)
                    .hasMessage("What is to be copied is damaged: an entry does not fit its hash, document=hurt,"
                            + " revision=30");
            assertThatThrownBy(() -> archive(from)).hasMessageContaining("document=hurt, revision=30");
        }
    }

    @Test
    void anArchiveThatIsCutShortOrChangedAnywhereIsRefused() throws Exception {
        byte[] archive;
        try (Storage from = filled("from", SEED)) {
            new RandomStore(from, SEED).squash();
            archive = archive(from);
        }
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] cut = Arrays.copyOf(archive, random.nextInt(archive.length));
            requireRefused(cut, "cut to " + cut.length);
            byte[] changed = archive.clone();
            int at = random.nextInt(archive.length);
            changed[at] ^= (byte) (1 + random.nextInt(255));
            if (at < GZIP_AT
                    || !Arrays.equals(inflated(changed), inflated(archive))) { // gzip has bits that say nothing
                requireRefused(changed, "changed at " + at);
            }
        }
    }

    /** Returns what is in the compressed part, or nothing if it cannot be read. */
    private static byte[] inflated(byte[] archive) {
        try (GZIPInputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(archive, GZIP_AT, archive.length - GZIP_AT))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static void requireRefused(byte[] archive, String how) {
        assertThatThrownBy(() -> Archive.check(new ByteArrayInputStream(archive), MaintenanceProgress.NONE))
                .as(how + ", " + again("anArchiveThatIsCutShortOrChangedAnywhereIsRefused"))
                .isInstanceOfAny(DamagedArchiveException.class, StorageException.class);
    }

    private Storage filled(String name, long seed) {
        Storage storage = Places.open(folder.resolve(name));
        new RandomStore(storage, seed).fill(30);
        return storage;
    }

    private static byte[] archive(Storage from) throws Exception {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        Archive.write(from, archive, 1, MaintenanceProgress.NONE);
        return archive.toByteArray();
    }

    private static void requireSound(Storage storage) {
        assertThat(new LogVerifier(storage, DocumentTypes.all(), 1)
                        .verify(MaintenanceProgress.NONE)
                        .damaged())
                .isEmpty();
    }

    /** Everything a store has of a document, but its key there. */
    private record Stored(
            String id,
            String docType,
            long createdMs,
            OptionalLong deletedMs,
            List<SealedSlice> slices,
            List<SquashedClient> clients,
            List<StoredEntry> log,
            List<StoredSnapshot> snapshots,
            List<NamedVersion> versions,
            StoredAccess accessList,
            List<StoredShare> shares) {}

    private static List<Stored> everything(Storage storage) {
        List<Stored> all = new ArrayList<>();
        for (DocumentInfo info : storage.list("", 1_000)) {
            StoredDocument document = info.document();
            all.add(new Stored(
                    document.id(),
                    document.docType(),
                    info.createdMs(),
                    info.deletedMs(),
                    storage.slices(document, 0, 1_000),
                    storage.squashedClients(document, "", 1_000).stream()
                            .sorted(Comparator.comparing(SquashedClient::client)) // databases have orders of their own
                            .toList(),
                    storage.readHashed(document, 0, 1_000),
                    storage.snapshots(document).stream()
                            .map(snapshot -> storage.snapshot(document, snapshot.revision())
                                    .orElseThrow())
                            .toList(),
                    storage.versions(document),
                    storage.access().list(document.id()),
                    storage.access().shares(document.id())));
        }
        return all;
    }

    private static String again(String test) {
        return "again with: mvn -pl server -am test -Dtest=TransferTest#" + test
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dstet.seed=" + SEED;
    }
}
