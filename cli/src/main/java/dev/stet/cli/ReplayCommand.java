package dev.stet.cli;

import dev.stet.cli.replay.ProgressDisplay;
import dev.stet.cli.replay.Replay;
import dev.stet.cli.replay.ReplayReport;
import dev.stet.cli.replay.Trace;
import dev.stet.client.HttpDocuments;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stet replay}: types an editing trace into a running server. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Type an editing trace into a running server, through the protocol, and check the text.",
            "",
            "A concurrent trace is typed with one connection per author: each transaction is made on"
                    + " exactly what its author had seen when it was recorded. Ends with 0 only if every author,"
                    + " every client and the server have exactly the trace's text. On a server with accounts the"
                    + " authors are the user of the token in STET_TOKEN."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n")
final class ReplayCommand implements Callable<Integer> {
    private static final int NAME_LENGTH = 100;
    private static final int SUFFIX_BOUND = 1 << 24;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "TRACE", description = "The trace, a .json or .json.gz file.")
    private Path file = Path.of("");

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = ServerOption.DEFAULT,
            description = "The server. Default: ${DEFAULT-VALUE}")
    private URI server = URI.create(ServerOption.DEFAULT);

    @Option(
            names = "--doc",
            paramLabel = "NAME",
            description = {
                "A document that does not exist yet; it is created as plain text. Default: the trace's name and a random"
                        + " number."
            })
    private @Nullable String doc;

    @Option(
            names = "--rate",
            paramLabel = "OPS/S",
            defaultValue = "unlimited",
            description = "Transactions a second, of all authors together. Default: as fast as acks come.")
    private String rate = "unlimited";

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "1",
            converter = CountConverter.class,
            description = {
                "Transactions that may be unacknowledged. 1, the default, sends each as an operation of its own when the"
                        + " one before is acknowledged. With more, the client merges what waits, as it does for people"
                        + " who type fast; not for concurrent traces."
            })
    private int window;

    @Override
    public Integer call() throws InterruptedException {
        double perSecond = perSecond();
        Trace trace = Replay.read(file);
        if (window > 1 && trace.authors() > 1) {
            throw new ParameterException(spec.commandLine(), "a concurrent trace is typed with --window 1");
        }
        requireServer();
        Replay replay = new Replay(trace, server, ServerOption.token(), name(trace), perSecond, window);
        PrintWriter out = spec.commandLine().getOut();
        out.println(trace.name() + ", " + (trace.authors() == 1 ? "1 author" : trace.authors() + " authors") + ", into "
                + replay.doc() + " at " + server);
        out.flush();
        ReplayReport report =
                replay.run(new ProgressDisplay(spec.commandLine().getErr(), Boolean.getBoolean("stet.terminal")));
        report.print(out);
        return report.isExact() ? ExitCode.OK : ExitCode.DIFFERENT;
    }

    private double perSecond() {
        if (rate.equals("unlimited")) {
            return 0;
        }
        try {
            double number = Double.parseDouble(rate);
            if (number > 0 && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), "a rate is a number or 'unlimited', rate=" + rate, e);
        }
        throw new ParameterException(spec.commandLine(), "a rate is more than 0, rate=" + rate);
    }

    private void requireServer() throws InterruptedException {
        try (HttpDocuments documents = ServerOption.documents(server)) {
            documents.requireReady();
        } catch (IOException e) {
            throw ServerOption.unreachable(server, e);
        }
    }

    private String name(Trace trace) {
        if (doc != null) {
            return doc;
        }
        String plain = trace.name().replaceAll("[^A-Za-z0-9_.~-]", "-");
        return plain.substring(0, Math.min(plain.length(), NAME_LENGTH))
                + String.format(
                        Locale.ROOT, "-%06x", ThreadLocalRandom.current().nextInt(SUFFIX_BOUND));
    }
}
