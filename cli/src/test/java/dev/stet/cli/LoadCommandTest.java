package dev.stet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code stet load} with small numbers, each scenario against a real server. */
@Timeout(180)
class LoadCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one-document --writers 3",
                "one-document --writers 2 --type rich-text",
                "one-document --writers 2 --type json0 --deletes 0.5",
                "many-documents --documents 4 --rate 20",
                "readers --readers 5 --rate 50"
            })
    void writersAreMeasuredAndEverybodyEndsWithTheSame(String scenario) throws Exception {
        JsonNode result = load("--scenario " + scenario).path("results").path(0);
        assertThat(result.path("operationsPerSecond").doubleValue()).isPositive();
        assertThat(result.path("ack").path("count").longValue()).isPositive();
        assertThat(result.path("ack").path("p50").doubleValue()).isPositive();
        assertThat(result.path("remote").path("count").longValue()).isPositive();
        assertThat(result.path("verdict").path("good").booleanValue()).isTrue();
        assertThat(result.path("samples").size()).isPositive();
    }

    @Test
    void idleConnectionsAreOpenedAndCompared() throws Exception {
        JsonNode result = load("--scenario idle --documents 12 --size 100")
                .path("results")
                .path(0);
        assertThat(result.path("open").path("count").longValue()).isEqualTo(12);
        assertThat(result.path("verdict").path("clients").intValue()).isEqualTo(12);
        assertThat(result.has("ack")).isFalse();
    }

    @Test
    void visitorsJoinADocumentWithAHistory() throws Exception {
        JsonNode result = load("--scenario join --history 40").path("results").path(0);
        assertThat(result.path("join").path("count").longValue()).isPositive();
        assertThat(result.path("verdict").path("good").booleanValue()).isTrue();
    }

    @Test
    void severalSizesAreSeveralResults() throws Exception {
        JsonNode results = load("--scenario sizes --size 100,3000").path("results");
        assertThat(results.size()).isEqualTo(2);
        assertThat(results.path(1).path("workload").path("characters").intValue())
                .isEqualTo(3_000);
    }

    @Test
    void aMixedLoadIsOneAfterTheOther() throws Exception {
        JsonNode results = load("1s", "--scenario mixed --documents 2").path("results");
        assertThat(results)
                .extracting(result -> result.path("name").stringValue())
                .containsExactly(
                        "mixed 1 of 3, 20,000 characters",
                        "mixed 2 of 3, 10,000 characters",
                        "mixed 3 of 3, 2,000 characters");
        assertThat(results)
                .extracting(result ->
                        result.path("workload").path("writersPerDocument").intValue())
                .containsExactly(10, 1, 2);
        assertThat(results).allMatch(result -> result.path("ack").path("count").longValue() > 0);
    }

    @Test
    void aTraceIsImitated() throws Exception {
        Path trace = TraceFiles.copy("friendsforever_flat", folder);
        JsonNode result = load("--writers 2 --trace " + trace).path("results").path(0);
        assertThat(result.path("workload").path("trace").stringValue()).isEqualTo("friendsforever_flat");
        assertThat(result.path("verdict").path("good").booleanValue()).isTrue();
    }

    @Test
    void aLoadEndsWhenItHasMadeItsOperations() throws Exception {
        JsonNode result =
                load("1m", "--writers 2 --operations 30").path("results").path(0);
        assertThat(result.path("verdict").path("operations").longValue()).isEqualTo(30);
    }

    @Test
    void aScenarioThatThereIsNotIsNamedWithThoseThereAre() {
        Cli.Result result = Cli.run("load", "--scenario", "many");
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("scenario=many").contains("many-documents");
    }

    @Test
    void aServerInThisProcessIsNotKilled() {
        Cli.Result result = Cli.run("load", "--own-server", "--in-process", "--scenario", "crash");
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("only a server of its own can be killed");
    }

    @Test
    void optionsForAProcessAreRefusedWhereThereIsNone() {
        Cli.Result result = Cli.run("load", "--own-server", "--in-process", "--serve-opts", "--max-waiting=5");
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("--serve-opts").contains("without --in-process");
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() {
        Cli.Result result = Cli.run("load", "--server", "http://127.0.0.1:1");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err()).contains("no server answers");
    }

    private JsonNode load(String options) throws Exception {
        return load("2s", options); // long enough for something to happen on a busy machine
    }

    /** Runs a load, sees that it ends well, and returns its result; its page is made too. */
    private JsonNode load(String duration, String options) throws Exception {
        Path json = folder.resolve("load.json");
        Path html = folder.resolve("load.html");
        List<String> arguments = new ArrayList<>(List.of("load", "--own-server", "--in-process"));
        arguments.addAll(List.of("--json", json.toString(), "--html", html.toString()));
        arguments.addAll(List.of("--warm-up", "200ms", "--duration", duration));
        arguments.addAll(List.of(options.split(" ")));
        Cli.Result result = Cli.run(arguments.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.out()).contains("each in the log once");
        assertThat(Files.readString(html)).contains("<svg").doesNotContain("src=", "href=", "url(");
        return JsonMapper.shared().readTree(Files.readString(json));
    }
}
