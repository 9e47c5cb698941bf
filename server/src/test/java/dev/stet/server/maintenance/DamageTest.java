package dev.stet.server.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.stet.ot.text.TextType;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.document.Loaded;
import dev.stet.server.maintenance.Damage.Kind;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Quarantined;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of damage is found, named by document and revision, and can be moved aside. */
class DamageTest {
    private static final int ENTRIES = 60;
    private static final String ROW =
            " where document = (select document from document where id = 'hurt') and revision = ";
    private static final String OPERATION = "update operation set ";

    @TempDir
    static Path whole;

    @TempDir
    Path folder;

    @BeforeAll
    static void fill() {
        try (Storage storage = Places.open(whole)) {
            RandomStore random = new RandomStore(storage, 1);
            random.addText("first", ENTRIES);
            random.addText("hurt", ENTRIES);
            random.addText("last", ENTRIES);
        }
    }

    @BeforeEach
    void copy() throws IOException {
        Files.copy(whole.resolve("stet.mv.db"), folder.resolve("stet.mv.db"));
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                found(Kind.ENTRY, 30, "its hash does not fit", OPERATION + "payload = X'5b5d'" + ROW + 30),
                found(Kind.ENTRY, 1, "its hash does not fit", OPERATION + "sequence = 99" + ROW + 1),
                found(
                        Kind.ENTRY,
                        ENTRIES,
                        "its hash does not fit",
                        OPERATION + "time_ms = time_ms + 1" + ROW + ENTRIES),
                found(
                        Kind.ENTRY,
                        12,
                        "its hash does not fit",
                        "insert into writer (writer, client, author) values (1000, 'client', 'somebody else')",
                        OPERATION + "writer = 1000" + ROW + 12),
                found(Kind.ENTRY, 12, "its row makes no sense", OPERATION + "writer = 4711" + ROW + 12),
                found(Kind.ENTRY, 12, "its row makes no sense", OPERATION + "hash = X'00'" + ROW + 12),
                found(Kind.ENTRY, 25, "it is missing, the next one is 26", "delete from operation" + ROW + 25),
                found(
                        Kind.ENTRY,
                        25,
                        "it is missing, the next one is 41",
                        "delete from operation where revision between 25 and 40 and document ="
                                + " (select document from document where id = 'hurt')",
                        OPERATION + "hash = X'00'" + ROW + 41),
                found(
                        Kind.ENTRY,
                        20,
                        "its hash does not fit",
                        OPERATION + "revision = -1" + ROW + 20,
                        OPERATION + "revision = 20" + ROW + 21,
                        OPERATION + "revision = 21" + ROW + -1),
                found(
                        Kind.SNAPSHOT,
                        34,
                        "does not fit its checksum",
                        "update snapshot set content = X'2222'" + ROW + 34),
                found(Kind.SNAPSHOT, 34, "does not fit its checksum", "update snapshot set checksum = 1" + ROW + 34),
                found(Kind.SNAPSHOT, 1000, "newer than the log", "update snapshot set revision = 1000" + ROW + 51),
                found(Kind.SNAPSHOT, -3, "no such revision", "update snapshot set revision = -3" + ROW + 51),
                found(Kind.SNAPSHOT, 18, "not what the log makes", "update snapshot set revision = 18" + ROW + 17),
                found(Kind.VERSION, 61, "newer than the log", "update named_version set revision = 61" + ROW + 20),
                found(Kind.VERSION, -1, "no such revision", "update named_version set revision = -1" + ROW + 20));
    }

    private static Arguments found(Kind kind, long revision, String what, String... statements) {
        return Arguments.of(kind, revision, what, statements);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void isFoundNamedAndMovedAside(Kind kind, long revision, String what, String[] statements) throws Exception {
        Places.damage(folder, statements);
        try (Storage storage = Places.open(folder)) {
            DocumentReport report = theOneDamaged(storage);
            assertThat(report.document().id()).isEqualTo("hurt");
            assertThat(report.damages()).hasSize(1).first().satisfies(damage -> {
                assertThat(damage.kind()).isEqualTo(kind);
                assertThat(damage.revision()).isEqualTo(revision);
                assertThat(damage.what()).contains(what);
            });
            assertThat(report.lastGood()).isEqualTo(kind == Kind.ENTRY ? revision - 1 : ENTRIES);
            assertThat(new Repair(storage).repair(report).isNothing()).isFalse();
            assertThat(verify(storage).damaged()).isEmpty();
            StoredDocument document = storage.find("hurt").orElseThrow();
            assertThat(Loaded.from(storage, document, TextType.TEXT).revision())
                    .isEqualTo(kind == Kind.ENTRY ? revision - 1 : ENTRIES);
        }
    }

    @Test
    void aLogThatLostItsEndIsFoundByItsSnapshotsAndVersions() throws Exception {
        Places.damage(
                folder,
                "delete from operation where revision > 15 and document = (select document from document where id = 'hurt')");
        try (Storage storage = Places.open(folder)) {
            DocumentReport report = theOneDamaged(storage);
            assertThat(report.lastGood()).isEqualTo(15);
            assertThat(report.damages())
                    .extracting(Damage::kind, Damage::revision)
                    .containsExactly(
                            tuple(Kind.SNAPSHOT, 17L),
                            tuple(Kind.SNAPSHOT, 34L),
                            tuple(Kind.SNAPSHOT, 51L),
                            tuple(Kind.VERSION, 20L));
            assertThat(new Repair(storage).repair(report)).isEqualTo(new Quarantined(0, 3, 1));
            assertThat(verify(storage).isSound()).isTrue();
        }
    }

    @Test
    void aSnapshotWithARightChecksumAndWrongContentIsFound() {
        try (Storage storage = Places.open(folder)) {
            StoredDocument document = storage.find("hurt").orElseThrow();
            storage.writeSnapshot(document, new StoredSnapshot(34, Bytes.utf8("\"never typed\"")));
            storage.writeSnapshot(document, new StoredSnapshot(51, Bytes.utf8("{ no JSON")));
            assertThat(theOneDamaged(storage).damages())
                    .extracting(Damage::revision, Damage::what)
                    .containsExactly(
                            tuple(34L, "its content is not what the log makes"),
                            tuple(51L, "its content cannot be read"));
        }
    }

    @Test
    void entriesWithRightHashesThatMakeNoSenseAreFound() {
        assertThat(whatIsWrongWith(entry(1, 5, "[\"a\"]"), entry(2, 4, "[\"b\"]")))
                .isEqualTo(new Damage(Kind.ENTRY, 2, "its time is before that of the entry before"));
        assertThat(whatIsWrongWith(entry(1, 5, "[\"a\"]"), entry(2, 5, "[100,\"b\"]")))
                .isEqualTo(new Damage(Kind.ENTRY, 2, "its operation does not fit the document"));
        assertThat(whatIsWrongWith(entry(1, 5, "[\"a\"")))
                .isEqualTo(new Damage(Kind.ENTRY, 1, "its operation cannot be read"));
    }

    @Test
    void aTypeThatIsNotKnownIsSaidAndNothingIsMoved() {
        try (Storage storage = Places.open(folder)) {
            StoredDocument document = storage.create("strange", "spreadsheet");
            storage.append(List.of(new Append(document, List.of(entry(1, 1, "{}")))));
            DocumentReport report = theOneDamaged(storage);
            assertThat(report.damages())
                    .containsExactly(new Damage(Kind.TYPE, 0, "its type is not known, type=spreadsheet"));
            assertThat(Repair.canRepair(report)).isFalse();
        }
    }

    @Test
    void whatIsMovedAsideIsStillThere() throws Exception {
        Places.damage(folder, OPERATION + "payload = X'5b5d'" + ROW + 18);
        try (Storage storage = Places.open(folder)) {
            assertThat(new Repair(storage).repair(theOneDamaged(storage)))
                    .isEqualTo(new Quarantined(ENTRIES - 17, 2, 1));
            StoredDocument document = storage.find("hurt").orElseThrow();
            assertThat(storage.append(List.of(new Append(document, List.of(entry(18, Long.MAX_VALUE, "[\"go on\"]"))))))
                    .as("the log goes on where it is right")
                    .isEmpty();
            assertThat(verify(storage).isSound()).isTrue();
        }
        Places.damage( // which says that there are such rows
                folder,
                "update quarantine set reason = reason || '' where reason = 'ENTRY 18: its hash does not fit it and the"
                        + " entry before'",
                "update quarantine_operation set revision = revision where revision = 60",
                "update quarantine_snapshot set revision = revision where revision = 51",
                "update quarantine_version set revision = revision where revision = 20");
    }

    @Test
    void aStoreThatAppendedTheDamageItselfGoesOnWhereTheLogEndsNow() {
        try (Storage storage = Places.open(folder)) {
            StoredDocument document = storage.find("hurt").orElseThrow();
            storage.append(List.of(new Append(document, List.of(entry(ENTRIES + 1, 0, "[\"too early\"]")))));
            assertThat(new Repair(storage).repair(theOneDamaged(storage))).isEqualTo(new Quarantined(1, 0, 0));
            assertThat(storage.append(List.of(
                            new Append(document, List.of(entry(ENTRIES + 1, Long.MAX_VALUE, "[\"in time\"]"))))))
                    .isEmpty();
            assertThat(verify(storage).isSound()).isTrue();
        }
    }

    @Test
    void everyDamagedDocumentIsReported() throws Exception {
        Places.damage(folder, "delete from operation where revision = 7");
        try (Storage storage = Places.open(folder)) {
            List<Long> told = new ArrayList<>();
            VerifyReport report = new LogVerifier(storage, DocumentTypes.all(), 2)
                    .verify((documents, entries) -> told.add(documents));
            assertThat(report.damaged())
                    .extracting(damaged -> damaged.document().id())
                    .containsExactly("first", "hurt", "last");
            assertThat(report.documents()).isEqualTo(3);
            assertThat(told).isSorted().contains(3L);
        }
    }

    private Damage whatIsWrongWith(LogEntry... entries) {
        try (Storage storage = Places.open(folder)) {
            String id = "made-" + storage.list("", 100).size();
            storage.append(List.of(new Append(storage.create(id, "text"), List.of(entries))));
            return verify(storage).damaged().stream()
                    .filter(report -> report.document().id().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .damages()
                    .getFirst();
        }
    }

    private static LogEntry entry(long revision, long timeMs, String operation) {
        return new LogEntry(revision, "client", revision, "author", timeMs, Bytes.utf8(operation));
    }

    private static DocumentReport theOneDamaged(Storage storage) {
        VerifyReport report = verify(storage);
        assertThat(report.damaged()).hasSize(1);
        return report.damaged().getFirst();
    }

    private static VerifyReport verify(Storage storage) {
        return new LogVerifier(storage, DocumentTypes.all(), 2).verify(MaintenanceProgress.NONE);
    }
}
