package dev.stet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code stet doc} and {@code stet store} as programs of their own, beside a server and after it. */
@Timeout(300)
class ToolsIT {
    @TempDir
    Path folder;

    @Test
    void aDocumentIsWrittenReadBackedUpAndCheckedFromTheShell() throws Exception {
        Path data = folder.resolve("data");
        Path text = Files.writeString(folder.resolve("minutes.txt"), "Grüße, 😀\n");
        try (ServerProcess server = ServerProcess.start(data, 0)) {
            String address = server.address().toString();
            assertThat(run("doc", "import", "minutes", text.toString(), "--server", address))
                    .isEqualTo(new Program.Result(0, "minutes at revision 1\n", ""));
            assertThat(run("doc", "cat", "minutes", "--revision", "1", "--server", address))
                    .isEqualTo(new Program.Result(0, "Grüße, 😀\n", ""));
            assertThat(run("doc", "cat", "none", "--server", address))
                    .isEqualTo(new Program.Result(6, "", "stet: there is no such document, doc=none\n"));
            assertThat(run("store", "backup", "--server", address, "live.stet"))
                    .isEqualTo(
                            new Program.Result(0, "1 document, 1 operation, 0 snapshots, 0 versions: live.stet\n", ""));
            assertThat(run("store", "verify", "--store", data.toString()).err())
                    .contains("in use")
                    .hasLineCount(1);
            server.kill();
        }
        assertThat(run("store", "verify", "--store", data.toString()))
                .isEqualTo(new Program.Result(0, "1 document, 1 operation: nothing is damaged\n", ""));
        assertThat(run("store", "restore", "--store", "restored", "live.stet").exitCode())
                .isZero();
        assertThat(run("cat", "minutes", "--data", folder.resolve("restored").toString())
                        .out())
                .isEqualTo("Grüße, 😀\n");
    }

    private Program.Result run(String... arguments) throws Exception {
        return Program.run(folder, arguments);
    }
}
