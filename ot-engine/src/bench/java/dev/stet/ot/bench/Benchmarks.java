package dev.stet.ot.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs benchmarks by the arguments of JMH, and says the minimum, median and maximum of the measured iterations. */
public final class Benchmarks {
    /** What {@code -prof gc} calls the bytes that one operation allocates. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Benchmarks() {}

    /**
     * Runs the benchmarks and prints a table.
     *
     * @param arguments as for {@code org.openjdk.jmh.Main}
     */
    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
        Collection<RunResult> results = new Runner(new CommandLineOptions(arguments)).run();
        System.out.println("| benchmark | min / median / max of iterations | allocated |\n|---|---|---|");
        results.forEach(result -> System.out.println(line(result)));
    }

    private static String line(RunResult result) {
        double[] scores = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(IterationResult::getPrimaryResult)
                .mapToDouble(Result::getScore)
                .sorted()
                .toArray();
        String name = result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
        String parameters = result.getParams().getParamsKeys().stream()
                .map(key -> result.getParams().getParam(key).replaceFirst(".*/", ""))
                .collect(Collectors.joining(" "));
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        return String.format(
                Locale.ROOT,
                "| `%s` %s | %s / %s / %s %s | %s |",
                name,
                parameters,
                rounded(scores[0]),
                rounded(median(scores)),
                rounded(scores[scores.length - 1]),
                result.getPrimaryResult().getScoreUnit(),
                allocated == null ? "" : String.format(Locale.ROOT, "%,.0f B", allocated.getScore()));
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }

    private static String rounded(double score) {
        return String.format(Locale.ROOT, score < 10 ? "%.3f" : "%.1f", score);
    }
}
