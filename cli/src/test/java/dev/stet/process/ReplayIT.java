package dev.stet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.cli.TraceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real documents, typed again by the people who wrote them, through real sockets. */
@Timeout(600)
class ReplayIT {
    @TempDir
    Path folder;

    @Test
    void twoAuthorsAtOnceAndTheServerBeforeAndAfterARestartEndWithTheSameText() throws Exception {
        Path data = folder.resolve("data");
        Path trace = TraceFiles.copy("friendsforever", folder);
        String live;
        try (ServerProcess server = ServerProcess.start(data, 0)) {
            Program.Result replay = Program.run(
                    folder, "replay", "--server", server.address().toString(), "--doc", "friends", trace.toString());
            assertThat(replay.exitCode()).as(replay.toString()).isZero();
            assertThat(replay.out())
                    .contains("equal       client 1")
                    .contains("equal       client 2")
                    .contains("equal       server");
            System.out.print(replay.out());
            live = Program.run(
                            folder,
                            "cat",
                            "friends",
                            "--server",
                            server.address().toString())
                    .out();
            assertThat(server.terminate()).isZero();
        }
        assertThat(Program.run(folder, "cat", "friends", "--data", data.toString())
                        .out())
                .isEqualTo(live);
        try (ServerProcess again = ServerProcess.start(data, 0)) {
            assertThat(Program.run(
                                    folder,
                                    "cat",
                                    "friends",
                                    "--server",
                                    again.address().toString())
                            .out())
                    .isEqualTo(live);
        }
    }

    @Test
    void aTraceOfOneAuthorEndsWithItsTextAlsoIfTheClientMergesWhatWaits() throws Exception {
        Path trace = TraceFiles.copy("sveltecomponent", folder);
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"), 0)) {
            Program.Result replay = Program.run(
                    folder, "replay", "--server", server.address().toString(), "--window", "200", trace.toString());
            assertThat(replay.exitCode()).as(replay.toString()).isZero();
            System.out.print(replay.out());
        }
    }

    @Test
    void aTextThatIsNotTheTracesIsSaid() throws Exception {
        Path trace = Files.writeString(folder.resolve("wrong.json"), """
                {"startContent": "", "endContent": "what was not typed", "txns": [{"patches": [[0, 0, "what was typed"]]}]}
                """);
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"), 0)) {
            Program.Result replay =
                    Program.run(folder, "replay", "--server", server.address().toString(), trace.toString());
            assertThat(replay.exitCode()).isEqualTo(3);
            assertThat(replay.out()).contains("DIFFERENT   server, first difference at=9");
        }
    }
}
