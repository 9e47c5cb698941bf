package dev.stet.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Java remembers beside the jar is used if it fits; whatever else lies there, the program starts all the same, without a
 * word. The jar that is warmed up holds a small program, from which Java learns as fast as it starts; as {@code stet load} does, it starts
 * another process with the options that it is given for a server.
 */
@Timeout(600)
class WarmUpIT {
    private static final int MISSING = 4;
    /** Java remembers from this version on. */
    private static final boolean REMEMBERS = Runtime.version().feature() >= 25;
    /** With this Java ends at once if it cannot use what it is given. */
    private static final String OR_END = "-XX:AOTMode=on";

    private final Path launcher = Path.of(System.getProperty("stet.launcher")).toAbsolutePath();

    @TempDir
    Path folder;

    private Path jar;
    private Path cache;

    @BeforeEach
    void makeJar() throws Exception {
        jar = jar("program");
        cache = folder.resolve("program.aot");
    }

    /** Makes a jar whose program says {@code said} and its arguments, after what it started has ended. */
    private Path jar(String name) throws IOException {
        Path sources = Files.createDirectories(folder.resolve(name));
        Path source = Files.writeString(sources.resolve("Program.java"), """
                import java.util.*;

                public class Program {
                    public static void main(String[] arguments) throws Exception {
                        int options = Arrays.asList(arguments).indexOf("--server-java-opts") + 1;
                        if (options > 0) {
                            var server = new ArrayList<String>(List.of(System.getProperty("java.home") + "/bin/java"));
                            server.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
                            server.addAll(List.of(arguments[options], "-cp", System.getProperty("java.class.path"), "Program"));
                            var folder = new java.io.File(System.getProperty("java.io.tmpdir"));
                            new ProcessBuilder(server).directory(folder).inheritIO().start().waitFor();
                        }
                        System.out.println("said " + String.join(" ", arguments));
                    }
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
                .isZero();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Program");
        Path made = folder.resolve(name + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(made), manifest)) {
            out.putNextEntry(new JarEntry("Program.class"));
            Files.copy(sources.resolve("Program.class"), out);
        }
        return made;
    }

    private Program.Result launch(Path program, String options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return Program.run(
                folder,
                Map.of(
                        "STET_JAR", program.toString(),
                        "STET_JAVA_OPTS", options,
                        "JAVA_HOME", System.getProperty("java.home"),
                        "TMPDIR", folder.toString()),
                command);
    }

    private void runs(String options) throws Exception {
        assertThat(launch(jar, options, "hello")).as(options).isEqualTo(new Program.Result(0, "said hello\n", ""));
    }

    private void warmUp() throws Exception {
        Program.Result warmed = launch(jar, "-XX:+UseG1GC", "warm-up");
        if (REMEMBERS) {
            assertThat(warmed.exitCode()).as(warmed.toString()).isZero();
            assertThat(warmed.err()).contains("warmed up in ").endsWith(cache + "\n");
            assertThat(cache).isNotEmptyFile();
        } else {
            assertThat(warmed.exitCode()).isEqualTo(MISSING);
            assertThat(warmed.err()).contains("Stet runs without that").hasLineCount(1);
            Files.writeString(cache, "of another Java");
        }
    }

    @Test
    void whereverTheJarIsItsCacheIsBesideItAndNothingElseIsLeft() throws Exception {
        folder = Files.createDirectory(folder.resolve("a folder"));
        makeJar();
        jar = folder.relativize(jar); // from where the launcher is started
        warmUp();
        runs("");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(Path::getFileName)).map(Path::toString).noneMatch(name -> name.startsWith("stet-"));
        }
    }

    @Test
    void whatFitsIsUsed() throws Exception {
        warmUp();
        runs(REMEMBERS ? "-XX:+UseG1GC " + OR_END : "");
    }

    /** Returns whether the launcher has Java look at the cache. */
    private boolean isGivenTheCache() throws Exception {
        Program.Result flags = launch(jar, "-XX:+PrintFlagsFinal", "hello");
        assertThat(flags.exitCode()).as(flags.toString()).isZero();
        return flags.out().contains(cache.toString());
    }

    @Test
    void aJarThatTakesThePlaceOfTheOneThatWasWarmedUpIsNotTakenForWarm() throws Exception {
        warmUp();
        assertThat(isGivenTheCache()).isEqualTo(REMEMBERS);
        for (Duration age : List.of(Duration.ofDays(-1), Duration.ofDays(1))) {
            Files.move(jar("next"), jar, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minus(age)));
            assertThat(isGivenTheCache()).as("age=%s", age).isFalse();
            runs("");
        }
    }

    @Test
    void whatIsOfAnotherCollectorIsPassedOver() throws Exception {
        warmUp();
        runs("-XX:+UseSerialGC");
        runs("-XX:+UseParallelGC");
    }

    @Test
    void whatIsOfAnotherJarIsPassedOver() throws Exception {
        warmUp();
        Path real = Files.createSymbolicLink(folder.resolve("stet.jar"), Path.of(System.getProperty("stet.jar")));
        Path copy = Files.copy(cache, folder.resolve("stet.aot"));
        Files.setLastModifiedTime(copy, Files.getLastModifiedTime(real)); // so that the launcher takes it
        Program.Result version = launch(real, "", "--version");
        assertThat(version.exitCode()).as(version.toString()).isZero();
        assertThat(version.out()).startsWith("stet 0.");
        assertThat(version.err()).isEmpty();
    }

    @Test
    void whatIsBrokenIsPassedOver() throws Exception {
        warmUp();
        byte[] whole = Files.readAllBytes(cache);
        for (byte[] broken : List.of(
                Arrays.copyOf(whole, whole.length / 2), "nonsense".getBytes(StandardCharsets.US_ASCII), new byte[0])) {
            Files.write(cache, broken);
            Files.setLastModifiedTime(cache, Files.getLastModifiedTime(jar)); // so that the launcher takes it
            runs("");
        }
    }

    @Test
    void warmingUpThatFailsLeavesNothingBehind() throws Exception {
        Program.Result failed = launch(jar, "-XX:+NoSuchOption", "warm-up");
        assertThat(failed.exitCode()).isEqualTo(REMEMBERS ? 1 : MISSING);
        assertThat(failed.err()).contains("Stet runs without");
        assertThat(folder.resolve("program.aot.new")).doesNotExist();
        assertThat(cache).doesNotExist();
        runs("");
    }
}
