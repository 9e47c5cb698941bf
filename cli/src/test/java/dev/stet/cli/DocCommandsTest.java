package dev.stet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.ServerConfig;
import dev.stet.server.StetServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code stet doc …}, from the command line through HTTP to the store. */
@Timeout(60)
class DocCommandsTest {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

    @TempDir
    Path folder;

    private StetServer server;

    @BeforeEach
    void start() throws Exception {
        server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder.resolve("data")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Cli.Result doc(String... arguments) {
        List<String> all = new ArrayList<>(List.of("doc"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--server", server.address().toString()));
        return Cli.run(all.toArray(String[]::new));
    }

    private void content(String doc, String text, String... more) throws Exception {
        Path file = Files.writeString(folder.resolve("content.txt"), text);
        List<String> all = new ArrayList<>(List.of("import", doc, file.toString()));
        all.addAll(List.of(more));
        Cli.Result result = doc(all.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    @Test
    void documentsAreCreatedAndListed() {
        assertThat(doc("create", "letter", "--type", "rich-text")).isEqualTo(new Cli.Result(0, "letter\n", ""));
        assertThat(doc("create", "minutes", "--json").out()).isEqualTo("{\"id\":\"minutes\",\"docType\":\"text\"}\n");
        assertThat(doc("create", "minutes").err()).contains("code=doc_exists").hasLineCount(1);
        assertThat(doc("create").out()).hasLineCount(1);
        assertThat(doc("list").out().lines().limit(3))
                .anySatisfy(line -> assertThat(line).matches("letter +rich-text +0  " + TIME))
                .anySatisfy(line -> assertThat(line).matches("minutes +text +0  " + TIME));
        assertThat(doc("list", "--json").out().lines().map(line -> line.replaceAll("\"created\":\"[^\"]*\"", "")))
                .contains("{\"id\":\"letter\",\"docType\":\"rich-text\",\"revision\":0,}");
    }

    @Test
    void aDocumentThatIsCreatedWithAKeyIsCreatedOnce() {
        for (int i = 0; i < 2; i++) {
            assertThat(doc("create", "letter", "--type", "rich-text", "--key", "k"))
                    .isEqualTo(new Cli.Result(0, "letter\n", ""));
        }
        assertThat(doc("create", "letter", "--type", "rich-text", "--key", "other")
                        .err())
                .contains("code=doc_exists");
        assertThat(doc("create", "--key", "k").err()).contains("--key needs the document's name");
        assertThat(doc("create", "--key", "k").exitCode()).isEqualTo(2);
    }

    @Test
    void aDocumentIsReadAsItIsAndAsItWas() throws Exception {
        content("minutes", "Grüße 😀\n");
        content("minutes", "Grüße 😀\nand more", "--replace");
        assertThat(doc("cat", "minutes")).isEqualTo(new Cli.Result(0, "Grüße 😀\nand more", ""));
        assertThat(doc("cat", "minutes", "--revision", "1").out()).isEqualTo("Grüße 😀\n");
        assertThat(doc("cat", "minutes", "--at", "2000-01-01T00:00:00Z").out()).isEmpty();
        assertThat(doc("cat", "minutes", "--revision", "1", "--json").out())
                .isEqualTo("{\"id\":\"minutes\",\"docType\":\"text\",\"revision\":1,\"content\":\"Grüße 😀\\n\"}\n");
        assertThat(doc("cat", "minutes", "--revision", "1", "--at", "2000-01-01T00:00:00Z")
                        .exitCode())
                .isEqualTo(2);
        assertThat(doc("cat", "minutes", "--revision", "9").err()).contains("no_such_revision");
    }

    @Test
    void aDocumentThatIsNotThereHasAnExitCodeOfItsOwn() {
        for (String command : List.of("cat", "history", "blame", "delete", "undelete")) {
            assertThat(doc(command, "none"))
                    .isEqualTo(new Cli.Result(6, "", "stet: there is no such document, doc=none\n"));
        }
        assertThat(Cli.run("cat", "none", "--server", server.address().toString()))
                .isEqualTo(new Cli.Result(6, "", "stet: there is no such document, doc=none\n"));
        assertThat(doc("diff", "none", "1").exitCode()).isEqualTo(6);
        assertThat(doc("restore", "none", "--revision", "1").exitCode()).isEqualTo(6);
    }

    @Test
    void whatIsNoTimeAndWhatIsNoAddressIsWrongUse() {
        assertThat(doc("cat", "minutes", "--at", "yesterday").exitCode()).isEqualTo(2);
        assertThat(doc("cat", "minutes", "--at", "yesterday").err())
                .startsWith(
                        "stet: Invalid value for option '--at': 'yesterday' is not a time like 2026-01-31T12:00:00Z\n");
        assertThat(Cli.run("doc", "list", "--server", "nonsense"))
                .isEqualTo(new Cli.Result(
                        2, "", "stet: a server's address looks like http://127.0.0.1:8080, server=nonsense\n"));
    }

    @Test
    void historyIsRunsOfEditsOrEveryOperation() throws Exception {
        content("minutes", "a");
        content("minutes", "ab", "--replace");
        content("minutes", "abc", "--replace");
        assertThat(doc("history", "minutes").out()).matches(" +1-3 +" + TIME + "  " + TIME + "  guest +3 operations\n");
        assertThat(doc("history", "minutes", "--operations").out().lines().toList())
                .hasSize(3)
                .element(2)
                .asString()
                .matches(" +3  " + TIME + "  guest +\\[2,\"c\"]");
        assertThat(doc("history", "minutes", "--operations", "--from", "2", "--to", "2", "--json")
                        .json()
                        .get("op")
                        .toString())
                .isEqualTo("[1,\"b\"]");
        assertThat(doc("history", "minutes", "--json").json().get("operations").asLong())
                .isEqualTo(3);
    }

    @Test
    void whatChangedIsShownByLinesAndByWords() throws Exception {
        content("minutes", "Let it stand.\nSecond.\n");
        content("minutes", "Let all of it stand.\nSecond.\n", "--replace");
        assertThat(doc("diff", "minutes", "1").out())
                .isEqualTo("@@ line 1 @@\n-Let it stand.\n+Let all of it stand.\n");
        assertThat(doc("diff", "minutes", "1", "2", "--words").out())
                .isEqualTo("Let {+all of +}it stand.\nSecond.\n\n");
        assertThat(doc("diff", "minutes", "2").out()).isEmpty();
        assertThat(doc("diff", "minutes", "1", "2", "--json").json().get("to").asLong())
                .isEqualTo(2);
    }

    @Test
    void blameNamesTheNewestOperationOfEachLine() throws Exception {
        content("minutes", "one\ntwo\n");
        content("minutes", "one\ntwo 2\n", "--replace");
        assertThat(doc("blame", "minutes").out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).matches(" +1  " + TIME + "  guest +one"),
                        line -> assertThat(line).matches(" +2  " + TIME + "  guest +two 2"));
        assertThat(doc("blame", "minutes", "--revision", "1").out().lines().toList())
                .last()
                .asString()
                .matches(" +1  " + TIME + "  guest +two");
        assertThat(doc("blame", "minutes", "--json").json().get("revision").asLong())
                .isEqualTo(2);
    }

    @Test
    void aDocumentGoesBackToWhatItWas() throws Exception {
        content("minutes", "first");
        content("minutes", "second", "--replace");
        assertThat(doc("restore", "minutes", "--revision", "1"))
                .isEqualTo(new Cli.Result(0, "restored, revision 3\n", ""));
        assertThat(doc("cat", "minutes").out()).isEqualTo("first");
        assertThat(doc("restore", "minutes").exitCode()).isEqualTo(2);
    }

    @Test
    void aDeletedDocumentComesBack() throws Exception {
        content("minutes", "kept");
        assertThat(doc("delete", "minutes").exitCode()).isZero();
        assertThat(doc("cat", "minutes"))
                .isEqualTo(new Cli.Result(
                        1, "", "stet: the document is deleted, doc=minutes (stet doc undelete minutes)\n"));
        assertThat(doc("list").out()).isEmpty();
        assertThat(doc("list", "--deleted").out()).contains("minutes", "deleted 2");
        assertThat(doc("undelete", "minutes").out()).isEqualTo("there again, revision 1\n");
        assertThat(doc("cat", "minutes").out()).isEqualTo("kept");
    }

    @Test
    void documentsGoToFilesAndComeFromThem() throws Exception {
        Path json = Files.writeString(folder.resolve("board.json"), "{\"list\":[1,\"ä\"]}");
        assertThat(doc("import", "board", json.toString()).out()).isEqualTo("board at revision 1\n");
        Path file = folder.resolve("exported.json");
        assertThat(doc("export", "board", file.toString()).out()).isEqualTo("board at revision 1: " + file + "\n");
        assertThat(file).hasContent("{\"list\":[1,\"ä\"]}");
        assertThat(doc("export", "board", file.toString()).err()).contains("exists already");
        assertThat(doc("export", "board", file.toString(), "--force").exitCode())
                .isZero();
        assertThat(doc("import", "board", json.toString()).err())
                .contains("--replace")
                .hasLineCount(1);
        assertThat(doc("import", "board", "none.txt").err()).contains("no such file");
    }

    @Test
    void aServerThatDoesNotAnswerIsSaidToBe() {
        assertThat(Cli.run("doc", "list", "--server", "http://127.0.0.1:1").err())
                .startsWith("stet: no server answers")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "create",
                "cat",
                "history",
                "diff",
                "blame",
                "restore",
                "delete",
                "undelete",
                "export",
                "import"
            })
    void everyCommandExplainsItselfWithAnExampleAndItsJson(String command) {
        Cli.Result help = Cli.run("doc", command, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: stet doc " + command, "--json", "JSON", "Example", "--server");
        assertThat(Cli.run("doc").out()).contains("  " + command);
    }
}
