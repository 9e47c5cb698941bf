package dev.stet.cli.doc;

import dev.stet.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code stet doc}: shows its help, and leads to the others. */
@Command(
        name = "doc",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Documents of a running server: see them, their past, and who wrote what.",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  stet doc list",
            "  stet doc cat minutes --at 2026-01-31T12:00:00Z",
            "  stet doc history minutes",
            "  stet doc diff minutes 120 draft",
            "  stet doc restore minutes --version draft"
        },
        subcommands = {
            ListCommand.class,
            CreateCommand.class,
            CatCommand.class,
            HistoryCommand.class,
            DiffCommand.class,
            BlameCommand.class,
            RestoreCommand.class,
            DeleteCommand.class,
            UndeleteCommand.class,
            ExportCommand.class,
            ImportCommand.class
        })
public final class DocCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    DocCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
