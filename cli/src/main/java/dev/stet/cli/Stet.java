package dev.stet.cli;

import dev.stet.cli.admin.AdminCommand;
import dev.stet.cli.doc.DocCommand;
import dev.stet.cli.store.StoreCommand;
import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code stet} command: shows its help, and leads to the others. */
@Command(
        name = "stet",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = {"Documents that many people edit at once.", ""},
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done; serve: stopped in an orderly way, by SIGTERM or Ctrl-C.",
            "1:It failed; one line on stderr says why.",
            "2:A wrong option, or a wrong setting in the environment or the properties file.",
            "3:replay: somebody ended with another text than the trace.",
            "4:A prerequisite is missing, or the build failed (said by the launcher).",
            "5:store verify, store repair: something is damaged.",
            "6:There is no such document."
        },
        footer = {
            "",
            "Start here:",
            "  stet serve           then open the address it prints, in two windows",
            "  stet serve --help    all settings: options, environment, properties file",
            "",
            "Completion for bash and zsh: source <(stet generate-completion)"
        },
        subcommands = {
            ServeCommand.class,
            ReplayCommand.class,
            CatCommand.class,
            DocCommand.class,
            StoreCommand.class,
            TokenCommand.class,
            AdminCommand.class,
            DoctorCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Stet implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "When something fails, show where in the program.")
    private boolean stacktrace;

    private Stet() {}

    /** Runs a command, and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** Returns the command line, to be executed or looked at. */
    static CommandLine commandLine() {
        Stet root = new Stet();
        return new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Stet::misused)
                .setExecutionExceptionHandler(root::failed);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private int failed(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        boolean expected = failure instanceof CommandFailedException;
        err.println("stet: " + (expected ? failure.getMessage() : "an unexpected fault, " + failure));
        if (stacktrace) {
            failure.printStackTrace(err);
        } else if (!expected) {
            err.println("stet: run it again with --stacktrace to see where");
        }
        return failure instanceof CommandFailedException known ? known.exitCode() : ExitCode.FAILED;
    }

    private static int misused(ParameterException misuse, String[] args) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("stet: " + misuse.getMessage() + LayeredSettings.origin(misuse.getArgSpec()));
        if (!UnmatchedArgumentException.printSuggestions(misuse, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE;
    }
}
