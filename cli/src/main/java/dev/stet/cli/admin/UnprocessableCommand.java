package dev.stet.cli.admin;

import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code stet admin unprocessable}: shows messages that made no sense. */
@Command(
        name = "unprocessable",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Print the newest messages from clients that made no sense, a JSON object for each, without what they"
                        + " say.",
        optionListHeading = "%nOptions:%n")
final class UnprocessableCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunningServer server = new RunningServer();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode message : server.ask(admin -> admin.unprocessable())) {
            out.println(message);
        }
        out.flush();
        return ExitCode.OK;
    }
}
