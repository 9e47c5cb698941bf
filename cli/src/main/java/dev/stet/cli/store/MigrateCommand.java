package dev.stet.cli.store;

import dev.stet.cli.Answer;
import dev.stet.cli.CommandFailedException;
import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import dev.stet.server.maintenance.Transfer;
import dev.stet.server.maintenance.Transferred;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stet store migrate}: brings a whole store into an empty one. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Bring everything in a store into another, empty one: logs with their times and writers, snapshots,"
                    + " versions, deleted documents too.",
            "",
            "The hashes of every log are checked on the way, and the end of each is read back from the target. The"
                    + " store it comes from is left as it is."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "JSON: from, to, documents, operations, snapshots, versions",
            "",
            "Example:",
            "  stet store migrate --store data --to jdbc:postgresql://localhost/stet --to-user stet"
        })
final class MigrateCommand implements Callable<Integer> {
    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private TargetOption target = new TargetOption();

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() {
        try (Storage from = store.open();
                Storage to = target.open();
                WorkDisplay display = new WorkDisplay(answer.err(), Answer.isTerminal())) {
            Transferred moved = Transfer.migrate(from, to, display);
            display.close();
            Moved.print(answer, moved, "from", store.toString(), "to", target.toString());
            return ExitCode.OK;
        } catch (StorageException | IOException e) {
            throw new CommandFailedException(e);
        }
    }
}
