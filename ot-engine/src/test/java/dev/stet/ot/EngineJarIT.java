package dev.stet.ot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's jar is enough to compile and run a program: nothing else stands on its module path. */
class EngineJarIT {
    private static final Path JAR = Path.of(System.getProperty("engine.jar"));
    private static final long DEADLINE_SECONDS = 60;

    @Test
    void compilesAndRunsAProgramAlone(@TempDir Path work) throws Exception {
        Path sources = Path.of(EngineJarIT.class.getResource("/alone").toURI());
        Path classes = work.resolve("classes");
        compile(sources, classes);
        assertThat(run(classes, work.resolve("output")))
                .containsExactly(
                        "Let all of it all be. true",
                        "[4,\"all of \",3,\"all \",{\"d\":5},\"be\"] then [4,{\"d\":7},3,\"stand\",{\"d\":6}]",
                        "18",
                        "PAST_THE_END: a component reaches past the end of the document,"
                                + " at=0 length=14 documentLength=13 component=0");
    }

    @Test
    void holdsTheEngineAndNothingElse() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .contains("module-info.class", "dev/stet/ot/OperationType.class")
                    .allMatch(name -> name.startsWith("META-INF/")
                            || name.equals("module-info.class")
                            || "dev/stet/ot/".startsWith(name)
                            || name.startsWith("dev/stet/ot/"))
                    .noneMatch(name -> name.endsWith("Test.class") || name.endsWith("Laws.class"));
        }
    }

    private static void compile(Path sources, Path classes) {
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "--module-path",
                        JAR.toString(),
                        "-Xlint:all",
                        "-Werror",
                        "-d",
                        classes.toString(),
                        sources.resolve("module-info.java").toString(),
                        sources.resolve("alone/Main.java").toString());
        assertThat(status).as(messages.toString()).isZero();
    }

    private static List<String> run(Path classes, Path output) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(), "--module-path", JAR + File.pathSeparator + classes, "--module", "alone/alone.Main");
        builder.environment().remove("CLASSPATH");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output);
        assertThat(process.exitValue()).as(lines.toString()).isZero();
        return lines;
    }
}
