package dev.stet.cli;

import dev.stet.cli.load.Disturbance;
import dev.stet.cli.load.LoadResult;
import dev.stet.cli.load.LoadRun;
import dev.stet.cli.load.Scenario;
import dev.stet.cli.load.ServerUsage;
import dev.stet.cli.load.Target;
import dev.stet.cli.load.Workload;
import dev.stet.cli.load.host.ChildServer;
import dev.stet.cli.load.host.HostedServer;
import dev.stet.cli.load.report.HtmlReport;
import dev.stet.cli.load.report.JsonReport;
import dev.stet.cli.load.report.LoadReport;
import dev.stet.cli.load.report.RunDisplay;
import dev.stet.cli.load.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stet load}: puts a server under load, measures it, and checks what is left. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Put a server under load with real clients, and measure how long they wait.",
            "",
            "Every client keeps its document in step as an editor does. Latencies count from the"
                    + " time an operation was due. At the end every client's document must be the server's,"
                    + " and the log must have exactly the operations that were acknowledged; otherwise the"
                    + " exit code is 3, whatever the figures."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  stet load --own-server                          10 writers, one document",
            "  stet load --own-server --scenario readers --html readers.html",
            "  stet load --server http://10.0.0.5:8080 --documents 50 --writers 4 --rate 2"
        })
final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(validate = false, heading = "%nThe server:%n")
    private LoadServerOptions server = new LoadServerOptions();

    @ArgGroup(validate = false, heading = "%nWhat clients do (each of these changes what the scenario says):%n")
    private WorkloadOptions workload = new WorkloadOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result to this file as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the result to this file as a page with plots, which needs nothing else.")
    private @Nullable Path html;

    @Override
    public Integer call() {
        Scenario scenario = workload.scenario(spec);
        List<Workload> loads = workload.loads(spec);
        try (Interruption interruption = new Interruption()) {
            try (HostedServer hosted = server.host(spec)) {
                LoadReport report = run(scenario, loads, hosted, interruption);
                write(json, report, JsonReport::of);
                write(html, report, HtmlReport::of);
                return report.results().stream()
                                .allMatch(result -> result.verdict().isGood())
                        ? ExitCode.OK
                        : ExitCode.DIFFERENT;
            } catch (InterruptedException e) {
                PrintWriter err = spec.commandLine().getErr();
                err.println("stet: stopped before anything was measured");
                err.flush();
                return ExitCode.FAILED;
            }
        }
    }

    private LoadReport run(Scenario scenario, List<Workload> loads, HostedServer hosted, Interruption interruption)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(scenario.word() + " at " + hosted.address() + ", " + hosted.description());
        out.flush();
        Optional<Disturbance> disturbance = disturbance(scenario, hosted);
        List<LoadResult> results = new ArrayList<>();
        for (Workload load : loads) {
            LoadRun<?, ?> run = LoadRun.of(
                    loads.size() == 1 ? scenario.word() : name(scenario, load, results.size() + 1, loads.size()),
                    load,
                    new Target(hosted.address(), ServerOption.token()),
                    disturbance.isPresent() ? ServerUsage.UNKNOWN : hosted.usage(),
                    disturbance,
                    new RunDisplay(spec.commandLine().getErr()));
            if (interruption.mayBegin(run)) {
                LoadResult result = run.run();
                TextReport.print(result, out);
                results.add(result);
            }
        }
        return new LoadReport(
                "stet " + String.join(" ", spec.commandLine().getParseResult().originalArgs()),
                hosted.description() + " at " + hosted.address(),
                LoadReport.thisMachine(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                results);
    }

    private static String name(Scenario scenario, Workload load, int number, int of) {
        return String.format(
                Locale.ROOT, "%s %d of %d, %,d characters", scenario.word(), number, of, load.characters());
    }

    private Optional<Disturbance> disturbance(Scenario scenario, HostedServer hosted) {
        if (scenario.crashEvery().isZero()) {
            return Optional.empty();
        }
        if (hosted instanceof ChildServer child) {
            return Optional.of(new Disturbance(scenario.crashEvery(), child::crash));
        }
        throw new ParameterException(
                spec.commandLine(), "only a server of its own can be killed: give --own-server without --in-process");
    }

    private static void write(@Nullable Path file, LoadReport report, Function<LoadReport, String> form) {
        if (file != null) {
            try {
                Files.writeString(file, form.apply(report));
            } catch (IOException e) {
                throw new CommandFailedException("the result cannot be written, file=" + file, e);
            }
        }
    }
}
