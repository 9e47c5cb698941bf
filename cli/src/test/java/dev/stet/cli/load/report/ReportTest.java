package dev.stet.cli.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.cli.load.Latencies;
import dev.stet.cli.load.LoadResult;
import dev.stet.cli.load.Sample;
import dev.stet.cli.load.Scenario;
import dev.stet.cli.load.Trouble;
import dev.stet.cli.load.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What readers are told of a result. */
class ReportTest {
    private static final Latencies NONE = new Latencies(0, 0, 0, 0, 0, 0, 0, List.of());
    private static final Latencies SOME = new Latencies(
            1_000,
            1.5,
            1.25,
            2,
            3,
            4,
            5.5,
            List.of(
                    new Latencies.Point(0, 0.5),
                    new Latencies.Point(50, 1.25),
                    new Latencies.Point(90, 2),
                    new Latencies.Point(99, 3)));

    @Test
    void theTableSaysSpeedLatencyUsageAndVerdict() {
        assertThat(table(result(new Verdict(1, 10, 5_000, List.of()))))
                .contains("speed       500 operations/s over 10.0 s")
                .containsPattern("ack +1,000 +1.25 +2.00 +3.00 +4.00 +5.50")
                .contains("server      0.50 processors, 1.000 s for 1,000 operations")
                .contains("told to wait 7")
                .contains("equal       10 clients and the server; 5,000 operations acknowledged, each in the log once")
                .doesNotContain("join");
    }

    @Test
    void whatIsWrongStandsInEveryReport() {
        LoadResult wrong = result(new Verdict(1, 10, 5_000, List.of("one is missing, <b>=1")));
        assertThat(table(wrong)).contains("WRONG       one is missing, <b>=1").doesNotContain("equal");
        assertThat(HtmlReport.of(report(wrong))).contains("<li>one is missing, &lt;b&gt;=1</li>");
        assertThat(JsonReport.of(report(wrong))).contains("\"good\" : false").contains("one is missing, <b>=1");
    }

    @Test
    void thePageHasAPictureOfEachThingMeasured() {
        assertThat(HtmlReport.of(report(result(new Verdict(1, 10, 5_000, List.of())))))
                .contains(
                        "Operations a second",
                        "Latency by the second, ms",
                        "Latency by percentile, ms",
                        "Processors in use",
                        "warm-up",
                        "stet load --json &quot;a b&quot;",
                        "prefers-color-scheme: dark");
    }

    @Test
    void whatTheHostGaveToOthersIsTold() {
        LoadResult some = stolen(OptionalDouble.of(0.5));
        assertThat(table(some))
                .contains("stolen      0.05 processors, which the host of this virtual machine gave to others\n");
        LoadResult much = stolen(OptionalDouble.of(6.2));
        String sentence =
                "0.62 processors, which the host of this virtual machine gave to others: measure again when it has them to give";
        assertThat(table(much)).contains("stolen      " + sentence);
        assertThat(HtmlReport.of(report(much))).contains("<p>Stolen: " + sentence + ".</p>");
        assertThat(JsonReport.of(report(much))).contains("\"stolenCpuSeconds\" : 6.2");
    }

    @Test
    void nothingIsSaidOfWhatWasNotStolenOrIsNotKnown() {
        for (OptionalDouble nothing : List.of(OptionalDouble.of(0), OptionalDouble.of(0.09), OptionalDouble.empty())) {
            assertThat(table(stolen(nothing))).doesNotContain("stolen");
            assertThat(HtmlReport.of(report(stolen(nothing)))).doesNotContain("Stolen");
        }
        assertThat(JsonReport.of(report(stolen(OptionalDouble.empty())))).doesNotContain("stolen");
    }

    private static LoadResult stolen(OptionalDouble cpuSeconds) {
        return result(new Verdict(1, 10, 5_000, List.of()), cpuSeconds);
    }

    private static LoadReport report(LoadResult result) {
        return new LoadReport("stet load --json \"a b\"", "a server", "a machine", Instant.EPOCH, List.of(result));
    }

    private static String table(LoadResult result) {
        StringWriter out = new StringWriter();
        TextReport.print(result, new PrintWriter(out));
        return out.toString();
    }

    private static LoadResult result(Verdict verdict) {
        return result(verdict, OptionalDouble.of(0.09));
    }

    private static LoadResult result(Verdict verdict, OptionalDouble stolenCpuSeconds) {
        return new LoadResult(
                "one-document",
                Scenario.named("one-document").workloads().getFirst(),
                10,
                500,
                SOME,
                NONE,
                SOME,
                NONE,
                OptionalDouble.of(5),
                2,
                stolenCpuSeconds,
                List.of(1L << 20, 2L << 20, 3L << 20),
                List.of(
                        new Sample(1, true, 400, 1, 3, 0, 0.5, 1 << 20),
                        new Sample(2, false, 500, 1, 3, 0, 0.5, 1 << 20)),
                new Trouble(7, 0, 0, 0, 0),
                verdict,
                false);
    }
}
