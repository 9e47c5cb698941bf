package dev.stet.server.transport.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.ServerConfig;
import dev.stet.server.StetServer;
import dev.stet.server.protocol.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code HTTP.md} shows is what the server answers: its examples are run by a shell, with curl. */
class HttpPageTest {
    private static final Path PAGE = Path.of("HTTP.md");
    private static final Pattern EXAMPLE = Pattern.compile("```sh\\n(.*?)```\\n```\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TIME = Pattern.compile("\"\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z\"");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z_]+)` \\| (\\d{3}) \\| .* \\| (yes|no) \\|$", Pattern.MULTILINE);

    @TempDir
    Path folder;

    @Test
    void theExamplesAnswerAsTheyAreShown() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
        List<String> shown = new ArrayList<>();
        List<String> answered = new ArrayList<>();
        try (StetServer server = StetServer.start(
                ServerConfig.DEFAULT.listeningOn("127.0.0.1", 0).storingIn(folder.resolve("data")))) {
            while (example.find()) {
                shown.add(example.group(2));
                answered.add(run(example.group(1)
                        .replace("http://localhost:8080", server.address().toString())));
            }
        }
        assertThat(shown).hasSizeGreaterThan(5);
        assertThat(answered).isEqualTo(shown);
    }

    /** Runs commands, and returns each answer in a line. */
    private String run(String commands) throws Exception {
        Path output = folder.resolve("output");
        Process shell = new ProcessBuilder("bash", "-e", "-c", commands.replace("curl -s", "curl -s -w '\\n'"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String answers = Files.readString(output, StandardCharsets.UTF_8)
                .replaceAll("\\n\\n+", "\n")
                .replaceAll("^\\n", "");
        return TIME.matcher(answers).replaceAll("\"TIME\"");
    }

    @Test
    void theTableOfErrorsIsTheEnum() throws IOException {
        Map<String, String> inCode = Arrays.stream(Problem.values())
                .collect(Collectors.toMap(
                        Problem::code,
                        problem -> problem.status() + (problem.retryable() ? " yes" : " no"),
                        (a, b) -> a,
                        TreeMap::new));
        Map<String, String> onPage = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            onPage.put(row.group(1), row.group(2) + " " + row.group(3));
        }
        assertThat(onPage).isEqualTo(inCode);
    }

    @Test
    void aCodeThatTheProtocolHasTooMeansTheSame() {
        for (Problem problem : Problem.values()) {
            ErrorCode.ofWireName(problem.code())
                    .ifPresent(code ->
                            assertThat(problem.retryable()).as(problem.code()).isEqualTo(code.retryable()));
        }
    }
}
