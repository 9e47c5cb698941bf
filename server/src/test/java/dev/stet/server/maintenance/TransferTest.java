package dev.stet.server.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.document.DocumentTypes;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.Quarantined;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredSnapshot;
import dev.stet.server.storage.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
            List<StoredEntry> log,
            List<StoredSnapshot> snapshots,
            List<NamedVersion> versions) {}

    private static List<Stored> everything(Storage storage) {
        List<Stored> all = new ArrayList<>();
        for (DocumentInfo info : storage.list("", 1_000)) {
            StoredDocument document = info.document();
            all.add(new Stored(
                    document.id(),
                    document.docType(),
                    info.createdMs(),
                    info.deletedMs(),
                    storage.readHashed(document, 0, 1_000),
                    storage.snapshots(document).stream()
                            .map(snapshot -> storage.snapshot(document, snapshot.revision())
                                    .orElseThrow())
                            .toList(),
                    storage.versions(document)));
        }
        return all;
    }

    private static String again(String test) {
        return "again with: mvn -pl server -am test -Dtest=TransferTest#" + test
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dstet.seed=" + SEED;
    }
}
