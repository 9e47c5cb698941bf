package dev.stet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code stet load} with servers in processes of their own, that are measured, killed, and removed. */
@Timeout(300)
class LoadIT {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path folder;

    @Test
    void aServerOfItsOwnIsMeasuredApartAndNothingOfItStays() throws Exception {
        Program.Result result = run("--writers", "2", "--warm-up", "500ms", "--duration", "1s");
        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.out())
                .contains("a server of its own, forced")
                .containsPattern("server +\\d+\\.\\d\\d processors")
                .contains("each in the log once");
        assertThat(result.err()).as("of the documents it made and deleted").doesNotContain("audit");
        assertNothingStays();
    }

    @Test
    void aServerThatIsKilledAndStartedAgainLosesNothingThatWasAcknowledged() throws Exception {
        Program.Result result = run("--scenario", "crash", "--writers", "4", "--warm-up", "500ms", "--duration", "5s");
        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.out())
                .containsPattern("came back +[1-9]")
                .contains("equal       4 clients and the server")
                .contains("each in the log once");
        assertNothingStays();
    }

    @Test
    void aServerThatAsksToWaitIsWaitedForAndThatIsCounted() throws Exception {
        Program.Result result = run(
                "--writers",
                "3",
                "--warm-up",
                "500ms",
                "--duration",
                "2s",
                "--serve-opts",
                "--max-document-operations=20");
        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.out()).containsPattern("told to wait [1-9]").contains("each in the log once");
        assertNothingStays();
    }

    @Test
    void whatWasMeasuredBeforeItIsStoppedIsCheckedAndReported() throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Program.command("load", "--own-server", "--writers", "2", "--duration", "10m"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary());
        Process process = builder.start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> Files.readString(err)
                            .lines()
                            .anyMatch(line -> line.contains("p99") && !line.contains("warm-up")));
            // not SIGINT: whoever starts the tests in the background may have had it ignored
            process.destroy();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(TERMINATED);
            assertThat(Files.readString(out)).contains("ended early").contains("each in the log once");
            assertNothingStays();
        } finally {
            process.destroyForcibly();
        }
    }

    private Program.Result run(String... options) throws Exception {
        List<String> all = Stream.concat(Stream.of("load", "--own-server"), Stream.of(options))
                .toList();
        return Program.run(
                folder,
                Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary()),
                Program.command(all.toArray(String[]::new)));
    }

    private Path temporary() throws Exception {
        return Files.createDirectories(folder.resolve("tmp"));
    }

    private void assertNothingStays() throws Exception {
        try (Stream<Path> left = Files.list(temporary())) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("stet-load-")))
                    .isEmpty();
        }
    }
}
