package dev.stet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.ServerConfig;
import dev.stet.server.StetServer;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.Storage.Append;
import dev.stet.server.storage.StoredDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code stet store …}, from the command line to the files. */
class StoreCommandsTest {
    @TempDir
    Path folder;

    private String store;

    @BeforeEach
    void fill() {
        Path data = folder.resolve("data");
        store = data.toString();
        try (Storage storage = H2Storage.open(data, Durability.RELAXED)) {
            type(storage, "board", 5);
            StoredDocument minutes = type(storage, "minutes", 40);
            storage.addVersion(minutes, new NamedVersion("draft", 20, 1, "ann"));
        }
    }

    private static StoredDocument type(Storage storage, String id, int entries) {
        StoredDocument document = storage.create(id, "text");
        List<LogEntry> log = LongStream.rangeClosed(1, entries)
                .mapToObj(
                        revision -> new LogEntry(revision, "client", revision, "ann", revision, Bytes.utf8("[\"x\"]")))
                .toList();
        storage.append(List.of(new Append(document, log)));
        return document;
    }

    private void damage() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + store + "/stet", "sa", "");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update operation set payload = X'5b5d' where revision = 30"))
                    .isEqualTo(1);
        }
    }

    @Test
    void squashMakesFewOperationsOfOldOnes() {
        String[] squash = {"store", "squash", "--store", store, "--slice", "10ms", "--keep", "10"};
        assertThat(Cli.run(squash)).isEqualTo(new Cli.Result(0, "29 operations of 1 documents squashed\n", ""));
        assertThat(Cli.run("store", "verify", "--store", store).exitCode()).isZero();
        assertThat(StoredContent.read(Path.of(store), "minutes"))
                .hasValueSatisfying(utf8 ->
                        assertThat(utf8).asString(StandardCharsets.UTF_8).isEqualTo("x".repeat(40)));
        try (Storage storage = H2Storage.open(Path.of(store), Durability.RELAXED)) {
            StoredDocument minutes = storage.find("minutes").orElseThrow();
            assertThat(storage.squashedUpTo(minutes)).isEqualTo(29);
            assertThat(storage.slices(minutes, 0, 10))
                    .extracting(one -> one.slice().lastRevision())
                    .containsExactly(9L, 19L, 20L, 29L);
        }
        assertThat(Cli.run("store", "squash", "--store", store, "--slice", "10ms", "--keep", "10", "--json")
                        .out())
                .contains("\"documents\":2,\"squashed\":{\"operations\":0,\"documents\":0},\"failed\":[]");
    }

    @Test
    void squashLeavesWhatIsYoung() {
        assertThat(Cli.run("store", "squash", "--store", store, "--slice", "10ms", "--keep", "10", "--after", "99999d")
                        .out())
                .startsWith("0 operations");
    }

    @Test
    void verifySaysThatNothingIsDamaged() {
        assertThat(Cli.run("store", "verify", "--store", store))
                .isEqualTo(new Cli.Result(0, "2 documents, 45 operations: nothing is damaged\n", ""));
        assertThat(Cli.run("store", "verify", "--store", store, "--json").out())
                .isEqualTo("{\"store\":\"" + store
                        + "\",\"documents\":2,\"operations\":45,\"sound\":true,\"damaged\":[]}\n");
    }

    @Test
    void verifyNamesTheFirstBadEntryAndRepairMovesItAside() throws Exception {
        damage();
        String wrong = "minutes: entry at revision 30: its hash does not fit it and the entry before\n";
        assertThat(Cli.run("store", "verify", "--store", store))
                .isEqualTo(new Cli.Result(5, wrong + "2 documents, 5 operations: 1 damaged\n", ""));
        assertThat(Cli.run("store", "verify", "--store", store, "--json")
                        .json()
                        .at("/damaged/0/damages/0/revision")
                        .asLong())
                .isEqualTo(30);
        assertThat(Cli.run("store", "repair", "--store", store, "--dry-run"))
                .isEqualTo(
                        new Cli.Result(5, wrong + "  would open at revision 29\n1 damaged, nothing was changed\n", ""));
        assertThat(Cli.run("store", "repair", "--store", store))
                .isEqualTo(new Cli.Result(
                        0,
                        wrong + "  moved aside: 11 operations, 0 snapshots, 0 versions; opens at revision 29\n"
                                + "1 repaired, 0 left\n",
                        ""));
        assertThat(Cli.run("store", "repair", "--store", store))
                .isEqualTo(new Cli.Result(0, "nothing is damaged\n", ""));
        assertThat(Cli.run("store", "verify", "--store", store).exitCode()).isZero();
    }

    @Test
    void repairTellsProgramsWhatItMoved() throws Exception {
        damage();
        assertThat(Cli.run("store", "repair", "--store", store, "--json")
                        .json()
                        .at("/repaired/0/moved/operations")
                        .asLong())
                .isEqualTo(11);
    }

    @Test
    void aBackupIsRestored() {
        String file = folder.resolve("monday.stet").toString();
        assertThat(Cli.run("store", "backup", "--store", store, file))
                .isEqualTo(
                        new Cli.Result(0, "2 documents, 45 operations, 0 snapshots, 1 versions: " + file + "\n", ""));
        assertThat(Cli.run("store", "backup", "--store", store, file).err()).contains("exists already");
        assertThat(Cli.run("store", "backup", "--store", store, file, "--force").exitCode())
                .isZero();
        assertThat(folder.resolve("monday.stet.part")).doesNotExist();
        String restored = folder.resolve("restored").toString();
        assertThat(Cli.run("store", "restore", "--store", restored, file, "--json")
                        .json()
                        .get("operations")
                        .asLong())
                .isEqualTo(45);
        assertThat(Cli.run("store", "verify", "--store", restored).out())
                .isEqualTo("2 documents, 45 operations: nothing is damaged\n");
        assertThat(Cli.run("store", "restore", "--store", restored, file).err())
                .isEqualTo("stet: The target is not empty, document=board\n");
    }

    @Test
    void aRunningServerIsBackedUp() throws Exception {
        Path file = folder.resolve("live.stet");
        try (StetServer server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(Path.of(store)))) {
            String address = server.address().toString();
            assertThat(Cli.run("store", "backup", "--server", address, file.toString()))
                    .isEqualTo(new Cli.Result(
                            0, "2 documents, 45 operations, 0 snapshots, 1 versions: " + file + "\n", ""));
            assertThat(Cli.run("store", "backup", "--server", address, "--store", store, "x")
                            .exitCode())
                    .isEqualTo(2);
        }
        assertThat(Cli.run("store", "backup", "--server", "http://127.0.0.1:1", file + "2")
                        .err())
                .startsWith("stet: no server answers");
        assertThat(Path.of(file + "2")).doesNotExist();
        String restored = folder.resolve("restored").toString();
        assertThat(Cli.run("store", "restore", "--store", restored, file.toString())
                        .exitCode())
                .isZero();
        assertThat(Cli.run("store", "verify", "--store", restored).out()).startsWith("2 documents, 45 operations");
    }

    @Test
    void whatIsNoArchiveMakesNoStore() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not an archive");
        Path target = folder.resolve("restored");
        assertThat(Cli.run("store", "restore", "--store", target.toString(), file.toString()))
                .isEqualTo(new Cli.Result(1, "", "stet: this is no backup archive, file=" + file + "\n"));
        assertThat(target).doesNotExist();
        assertThat(Cli.run("store", "restore", "--store", target.toString(), "none")
                        .err())
                .isEqualTo("stet: there is no such file, file=none\n");
    }

    @Test
    void migrateBringsEverythingAndCopyWhatIsChosen() {
        String all = folder.resolve("all").toString();
        assertThat(Cli.run("store", "migrate", "--store", store, "--to", all))
                .isEqualTo(new Cli.Result(0, "2 documents, 45 operations, 0 snapshots, 1 versions: " + all + "\n", ""));
        assertThat(Cli.run("store", "migrate", "--store", store, "--to", all).err())
                .contains("not empty");
        String some = folder.resolve("some").toString();
        assertThat(Cli.run("store", "copy", "--store", store, "--to", some, "board", "--json")
                        .out())
                .isEqualTo("{\"from\":\"" + store + "\",\"to\":\"" + some
                        + "\",\"documents\":1,\"operations\":5,\"snapshots\":0,\"versions\":0}\n");
        Cli.Result none = Cli.run("store", "copy", "--store", store, "--to", some, "minutes", "nothing");
        assertThat(none).isEqualTo(new Cli.Result(6, "", "stet: there is no such document, doc=nothing\n"));
        assertThat(Cli.run("store", "verify", "--store", some).out()).startsWith("1 documents");
    }

    @Test
    void aStoreIsNotMadeByLookingAtIt() {
        Path nowhere = folder.resolve("nowhere");
        assertThat(Cli.run("store", "verify", "--store", nowhere.toString()))
                .isEqualTo(new Cli.Result(1, "", "stet: there is no store, store=" + nowhere + "\n"));
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void aStoreThatIsOpenIsSaidToBe() {
        try (Storage storage = H2Storage.open(Path.of(store), Durability.RELAXED)) {
            storage.check();
            assertThat(Cli.run("store", "verify", "--store", store).err())
                    .contains("in use")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "repair", "backup", "restore", "copy", "migrate"})
    void everyCommandExplainsItselfWithAnExampleAndItsJson(String command) {
        Cli.Result help = Cli.run("store", command, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: stet store " + command, "--json", "JSON: ", "Example", "--store");
        assertThat(Cli.run("store").out()).contains("  " + command);
    }
}
