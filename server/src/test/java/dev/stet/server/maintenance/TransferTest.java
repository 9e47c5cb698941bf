package dev.stet.server.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.document.DocumentTypes;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Quarantined;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredSnapshot;
import dev.stet.server.storage.TestPostgres;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What goes from one store to another is the same there. */
class TransferTest extends BetweenStores {
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
        try (Storage from = filled("from", SEED)) {
            requireSameThereAndBack(from, "aStoreGoesToPostgresAndBackAndIsTheSame");
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
        requireNotCopied(
                "update operation set payload = X'5b5d' where revision = 30 and document ="
                        + " (select document from document where id = 'hurt')",
                "an entry does not fit its hash, document=hurt, revision=30");
    }
}
