package dev.stet.server.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.document.DocumentTypes;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.NamedVersion;
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
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** Stores that a test fills, and what it compares them by. */
abstract class BetweenStores {
    static final long SEED = Long.getLong("stet.seed", new Random().nextLong());

    @TempDir
    Path folder;

    Storage filled(String name, long seed) {
        Storage storage = Places.open(folder.resolve(name));
        new RandomStore(storage, seed).fill(30);
        return storage;
    }

    static byte[] archive(Storage from) throws Exception {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        Archive.write(from, archive, 1, MaintenanceProgress.NONE);
        return archive.toByteArray();
    }

    static void requireSound(Storage storage) {
        assertThat(new LogVerifier(storage, DocumentTypes.all(), 1)
                        .verify(MaintenanceProgress.NONE)
                        .damaged())
                .isEmpty();
    }

    /** Everything a store has of a document, but its key there. */
    record Stored(
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

    static List<Stored> everything(Storage storage) {
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

    /** Has a store go to PostgreSQL and from there to a folder, and requires that it is the same in both. */
    void requireSameThereAndBack(Storage from, String test) throws Exception {
        StoreLocation database = TestPostgres.shared().newDatabase();
        try (Storage postgres = database.open(Durability.FORCED, Duration.ZERO);
                Storage back = Places.open(folder.resolve("back"))) {
            Transferred there = Transfer.migrate(from, postgres, MaintenanceProgress.NONE);
            assertThat(Transfer.migrate(postgres, back, MaintenanceProgress.NONE))
                    .isEqualTo(there);
            List<Stored> same = everything(from);
            assertThat(everything(postgres)).as(again(test)).isEqualTo(same);
            assertThat(everything(back)).as(again(test)).isEqualTo(same);
            requireSound(postgres);
            requireSound(back);
        }
    }

    /**
     * Damages the store in the folder {@code from}, and requires that it is neither copied nor archived.
     *
     * @param sql what damages it
     * @param damage what is said of it
     */
    void requireNotCopied(String sql, String damage) throws Exception {
        Places.damage(folder.resolve("from"), sql);
        try (Storage from = Places.open(folder.resolve("from"));
                Storage to = Places.open(folder.resolve("to"))) {
            assertThatThrownBy(() -> Transfer.migrate(from, to, MaintenanceProgress.NONE))
                    .isInstanceOf(StorageException.class)
                    .hasMessage("What is to be copied is damaged: " + damage);
            assertThatThrownBy(() -> archive(from)).hasMessageContaining(damage);
        }
    }

    String again(String test) {
        return "again with: mvn -pl server -am test -Dtest=" + getClass().getSimpleName() + "#" + test
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dstet.seed=" + SEED;
    }
}
