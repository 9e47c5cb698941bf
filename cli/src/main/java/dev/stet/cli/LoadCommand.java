package dev.stet.cli;

import dev.stet.cli.load.LoadResult;
import dev.stet.cli.load.LoadRun;
import dev.stet.cli.load.Scenario;
import dev.stet.cli.load.Target;
import dev.stet.cli.load.Workload;
import dev.stet.cli.load.host.HostedServer;
import dev.stet.cli.load.report.RunDisplay;
import dev.stet.cli.load.report.TextReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
            "Every client keeps its document in step as an editor does. Latencies count from the",
            "time an operation was due. At the end every client's document must be the server's,",
            "and the log must have exactly the operations that were acknowledged; otherwise the",
            "exit code is 3, whatever the figures."
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

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Scenario scenario = workload.scenario(spec);
        List<Workload> loads = workload.loads(spec);
        List<LoadResult> results = new ArrayList<>();
        try (HostedServer hosted = server.host(spec)) {
            out.println(scenario.word() + " at " + hosted.address() + ", " + hosted.description());
            out.flush();
            Target target = new Target(hosted.address(), ServerOption.token());
            for (Workload load : loads) {
                String name = loads.size() == 1
                        ? scenario.word()
                        : String.format(Locale.ROOT, "%s, %,d characters", scenario.word(), load.characters());
                LoadRun<?, ?> run = LoadRun.of(
                        name,
                        load,
                        target,
                        hosted.usage(),
                        new RunDisplay(spec.commandLine().getErr()));
                LoadResult result = run.run();
                TextReport.print(result, out);
                results.add(result);
            }
        }
        return results.stream().allMatch(result -> result.verdict().isGood()) ? ExitCode.OK : ExitCode.DIFFERENT;
    }
}
