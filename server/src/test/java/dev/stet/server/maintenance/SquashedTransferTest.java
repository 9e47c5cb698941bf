package dev.stet.server.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.text.TextType;
import dev.stet.server.document.Loaded;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.LastSequence;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs whose old entries are squashed go from one store to another as they are. */
class SquashedTransferTest extends BetweenStores {
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
        try (Storage from = filled("from", SEED)) {
            new RandomStore(from, SEED).squash();
            requireSameThereAndBack(from, "aStoreWithSquashedLogsGoesToPostgresAndBackAndIsTheSame");
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
        requireNotCopied(
                "update squashed set payload = X'5b5d' where position = 0",
                "a slice does not fit its seal, document=hurt, revision=0");
    }
}
