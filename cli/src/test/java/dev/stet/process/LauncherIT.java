package dev.stet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script: works from anywhere, and names what is missing in one line each. */
@Timeout(600)
class LauncherIT {
    private static final List<String> TOOLS =
            List.of("sh", "sed", "dirname", "readlink", "head", "find", "date", "mktemp", "cat", "rm", "touch");
    private static final int MISSING = 4;
    /** Linux shows so much of a thread's name. */
    private static final int MAX_SHOWN = 15;

    private final Path launcher = Path.of(System.getProperty("stet.launcher")).toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void worksFromAnywhereAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), launcher);
        Program.Result result = Program.run(
                folder, Map.of("STET_JAR", System.getProperty("stet.jar")), List.of(link.toString(), "--version"));
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("stet 0.");
    }

    @Test
    void givesTheVirtualMachineItsOptionsAndTheCommandItsExitCode() throws Exception {
        Program.Result result = Program.run(
                folder,
                Map.of("STET_JAR", System.getProperty("stet.jar"), "STET_JAVA_OPTS", "-Xmx64m -Xlog:gc*:file=gc.log"),
                List.of(launcher.toString(), "nonsense"));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("gc.log")).isNotEmptyFile();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoTakesEntriesIntoTheDatabaseGivesWayToEverybodyAndWhoHurriesDoesNot() throws Exception {
        try (ServerProcess server = ServerProcess.launch(folder.resolve("data"))) {
            int ofThePolite = niceness(server, "stet-storage-apply");
            assertThat(ofThePolite).isEqualTo(19);
            assertThat(niceness(server, "stet-storage-hurry")).isLessThan(ofThePolite);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aServerThatWasJustStartedRehearsesAndCanBeStoppedInTheMiddleOfIt() throws Exception {
        try (ServerProcess server = ServerProcess.launch(folder.resolve("data"))) {
            assertThat(niceness(server, "stet-rehearsal")).isEqualTo(19);
            assertThat(server.terminate()).as(server.err()).isZero();
            assertThat(server.out()).contains("Stopped.");
        }
    }

    /** Returns how nice the system says that a thread of the server's is, from -20 to 19; see proc(5). */
    private static int niceness(ServerProcess server, String thread) throws IOException {
        String shown = thread.substring(0, Math.min(thread.length(), MAX_SHOWN));
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(server.pid()), "task"))) {
            for (Path task : tasks.toList()) {
                if (Files.readString(task.resolve("comm")).strip().equals(shown)) {
                    String stat = Files.readString(task.resolve("stat"));
                    return Integer.parseInt(
                            stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
                }
            }
        }
        throw new AssertionError("no such thread, name=" + thread);
    }

    @Test
    void everythingThatABuildMissesIsNamedInALineOfItsOwn() throws Exception {
        Path copy = Files.copy(launcher, folder.resolve("stet"));
        Program.Result result = onlyWith(Map.of(), copy.toString(), "serve");
        assertThat(result.exitCode()).isEqualTo(MISSING);
        assertThat(result.err().lines())
                .satisfiesExactly(
                        node -> assertThat(node)
                                .startsWith("stet: Node 20 or newer is needed")
                                .contains("found=none"),
                        npm -> assertThat(npm).startsWith("stet: npm, which comes with Node, is needed"),
                        maven -> assertThat(maven).startsWith("stet: Maven 3.8.6 or newer is needed"));
    }

    @Test
    void aNodeThatIsTooOldIsNamedWithItsVersion() throws Exception {
        Program.Result result = onlyWith(
                Map.of("node", "echo v18.19.0", "npm", "echo 9.2.0"), launcher.toString(), "doctor", "--for-build");
        assertThat(result.exitCode()).isEqualTo(MISSING);
        assertThat(result.err())
                .startsWith("stet: Node 20 or newer is needed")
                .contains("found=18")
                .hasLineCount(1);
    }

    @Test
    void theDoctorSaysWhatIsThereAndWhatIsNot() throws Exception {
        Program.Result result = onlyWith(Map.of(), launcher.toString(), "doctor");
        assertThat(result.exitCode()).isEqualTo(MISSING);
        assertThat(result.out())
                .contains("Node      MISSING, 20 or newer")
                .contains("Maven     MISSING")
                .containsPattern("JDK       \\d\\d, /");
    }

    /** Runs a command with nothing on the path but the usual tools and these scripts. */
    private Program.Result onlyWith(Map<String, String> scripts, String... command)
            throws IOException, InterruptedException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            for (String place : List.of("/bin/", "/usr/bin/")) {
                if (Files.exists(Path.of(place + tool)) && !Files.exists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), Path.of(place + tool));
                }
            }
        }
        for (Map.Entry<String, String> script : scripts.entrySet()) {
            Path file = Files.writeString(bin.resolve(script.getKey()), "#!/bin/sh\n" + script.getValue() + "\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        return Program.run(
                folder,
                Map.of("PATH", bin.toString(), "JAVA_HOME", System.getProperty("java.home"), "CHROME_BIN", ""),
                List.of(command));
    }
}
