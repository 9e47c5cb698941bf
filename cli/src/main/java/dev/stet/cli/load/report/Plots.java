package dev.stet.cli.load.report;

import dev.stet.cli.load.Latencies;
import dev.stet.cli.load.LoadResult;
import dev.stet.cli.load.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Which pictures show a result. */
final class Plots {
    private Plots() {}

    /** Returns the pictures of a result that there is something to draw in. */
    static List<Plot> of(LoadResult result) {
        List<Plot> plots = new ArrayList<>();
        if (result.samples().stream().anyMatch(sample -> sample.perSecond() > 0)) {
            plots.add(speed(result));
            plots.add(overTime(result));
        }
        if (curves(result).stream().anyMatch(line -> line.points().size() > 2)) {
            plots.add(distribution(result));
        }
        if (result.samples().stream().anyMatch(sample -> sample.serverCores() >= 0)) {
            plots.add(processors(result));
        }
        return plots;
    }

    private static Plot speed(LoadResult result) {
        String what = result.workload().writers() == 0 ? "Opened a second" : "Operations a second";
        Plot.Line line = line("acknowledged", result, Sample::perSecond);
        return new Plot(what, "seconds", seconds(result), Axis.linear(most(line)), List.of(line), warmUp(result));
    }

    private static Plot overTime(LoadResult result) {
        List<Plot.Line> lines = new ArrayList<>();
        lines.add(line("p50", result, Sample::p50));
        lines.add(line("p99", result, Sample::p99));
        if (result.remotes().count() > 0) {
            lines.add(line("remote p99", result, Sample::remoteP99));
        }
        lines.replaceAll(Plots::positive);
        return new Plot("Latency by the second, ms", "seconds", seconds(result), millis(lines), lines, warmUp(result));
    }

    private static Plot distribution(LoadResult result) {
        List<Plot.Line> lines = curves(result);
        double last = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Plot.Point::x)
                .max()
                .orElse(0);
        return new Plot(
                "Latency by percentile, ms",
                "share of operations that took so long or less",
                Axis.percentiles(last),
                millis(lines),
                lines,
                OptionalDouble.empty());
    }

    private static Plot processors(LoadResult result) {
        Plot.Line line = line("server", result, sample -> Math.max(0, sample.serverCores()));
        return new Plot(
                "Processors in use",
                "seconds",
                seconds(result),
                Axis.linear(most(line)),
                List.of(line),
                warmUp(result));
    }

    private static List<Plot.Line> curves(LoadResult result) {
        List<Plot.Line> lines = new ArrayList<>();
        curve(lines, "ack", result.acks());
        curve(lines, "remote", result.remotes());
        curve(lines, "join", result.joins());
        if (lines.isEmpty()) {
            curve(lines, "open", result.opens());
        }
        return lines;
    }

    private static void curve(List<Plot.Line> lines, String name, Latencies latencies) {
        if (latencies.count() > 0) {
            lines.add(positive(new Plot.Line(
                    name,
                    latencies.curve().stream()
                            .map(point -> new Plot.Point(point.percentile(), point.millis()))
                            .toList())));
        }
    }

    private static Plot.Line line(String name, LoadResult result, ToDoubleFunction<Sample> value) {
        return new Plot.Line(
                name,
                result.samples().stream()
                        .map(sample -> new Plot.Point(sample.atSeconds(), value.applyAsDouble(sample)))
                        .toList());
    }

    /** Leaves out seconds in which nothing ended: they have no latency. */
    private static Plot.Line positive(Plot.Line line) {
        return new Plot.Line(
                line.name(),
                line.points().stream().filter(point -> point.y() > 0).toList());
    }

    private static double most(Plot.Line line) {
        return line.points().stream().mapToDouble(Plot.Point::y).max().orElse(1);
    }

    private static Axis seconds(LoadResult result) {
        return Axis.linear(result.samples().getLast().atSeconds());
    }

    private static Axis millis(List<Plot.Line> lines) {
        var values = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Plot.Point::y)
                .summaryStatistics();
        return Axis.logarithmic(values.getMin(), values.getMax());
    }

    private static OptionalDouble warmUp(LoadResult result) {
        return result.samples().stream()
                .filter(Sample::warmUp)
                .mapToDouble(Sample::atSeconds)
                .max();
    }
}
