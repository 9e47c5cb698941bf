package dev.stet.ot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's jar is enough to compile and run a program: nothing else stands on its module path. */
class EngineJarIT {
    private static final Path JAR = Path.of(System.getProperty("engine.jar"));
    private static final Path README = Path.of("..", "README.md");
    private static final long DEADLINE_SECONDS = 60;

    @Test
    void compilesAndRunsAProgramAlone(@TempDir Path work) throws Exception {
        Path classes = work.resolve("classes");
        compile(sources(), classes);
        assertThat(run(classes, "alone.Together", work.resolve("together")))
                .containsExactly(
                        "text: Let all of it all be.",
                        "text-unicode: WOLF FACE runs and jumps.",
                        "rich-text: [{insert=Let it, attributes={bold=true}}, {insert= be.}]",
                        "json0: {tags=[urgent, draft], votes=3}");
        assertThat(run(classes, "alone.Main", work.resolve("main")))
                .containsExactly(
                        "Let all of it all be. true",
                        "[4,\"all of \",3,\"all \",{\"d\":5},\"be\"] then [4,{\"d\":7},3,\"stand\",{\"d\":6}]",
                        "18",
                        "PAST_THE_END: a component reaches past the end of the document,"
                                + " at=0 length=14 documentLength=13 component=0");
    }

    /** Line by line, without regard to how far the lines are indented. */
    @Test
    void theReadmeShowsWhatIsCompiledHere() throws Exception {
        List<String> compiled = new ArrayList<>();
        for (Path source : sources()) {
            compiled.add(unindented(Files.readString(source)));
        }
        List<String> shown = new ArrayList<>();
        Matcher blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        while (blocks.find()) {
            shown.add(unindented(blocks.group(1)));
        }
        assertThat(shown)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(compiled)
                        .anySatisfy(source -> assertThat(source).contains(block)));
    }

    private static String unindented(String lines) {
        return lines.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static List<Path> sources() throws IOException, URISyntaxException {
        Path folder = Path.of(EngineJarIT.class.getResource("/alone").toURI());
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
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

    private static void compile(List<Path> sources, Path classes) {
        List<String> arguments = new ArrayList<>(
                List.of("--module-path", JAR.toString(), "-Xlint:all", "-Werror", "-d", classes.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        int status = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(new String[0]));
        assertThat(status).as(messages.toString()).isZero();
    }

    private static List<String> run(Path classes, String program, Path output)
            throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(), "--module-path", JAR + File.pathSeparator + classes, "--module", "alone/" + program);
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
