package dev.stet.cli.store;

import dev.stet.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code stet store}: shows its help, and leads to the others. */
@Command(
        name = "store",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Check, repair, back up, move and squash stores.",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "A store in a folder is open to one process only: stop the server first.",
            "",
            "Examples:",
            "  stet store verify --store data",
            "  stet store backup --store data monday.stet",
            "  stet store migrate --store data --to jdbc:postgresql://localhost/stet --to-user stet"
        },
        subcommands = {
            VerifyCommand.class,
            RepairCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            CopyCommand.class,
            MigrateCommand.class,
            SquashCommand.class
        })
public final class StoreCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    StoreCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
