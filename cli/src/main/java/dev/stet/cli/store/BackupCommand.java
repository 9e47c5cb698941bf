package dev.stet.cli.store;

import dev.stet.cli.Answer;
import dev.stet.cli.CommandFailedException;
import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import dev.stet.server.maintenance.Archive;
import dev.stet.server.maintenance.Transferred;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stet store backup}: writes a store into an archive. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Write a whole store into one file: all documents with their logs, snapshots and versions.",
            "",
            "The hashes of every log are checked on the way, and the file is read again before it gets its name. It"
                    + " is the same for every database."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "JSON: store, file, documents, operations, snapshots, versions, bytes",
            "",
            "Example:",
            "  stet store backup --store data monday.stet"
        })
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The archive to write.")
    private Path file = Path.of("");

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--force", description = "Replace the file if there is one.")
    private boolean force;

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() {
        NewFile target = NewFile.at(file, force);
        try (Storage storage = store.open();
                WorkDisplay display = new WorkDisplay(answer.err(), Answer.isTerminal())) {
            Transferred written = target.write(out -> Archive.write(storage, out, System.currentTimeMillis(), display));
            Moved.print(answer, written, "store", store.toString(), "file", file.toString());
            return ExitCode.OK;
        } catch (StorageException e) {
            throw new CommandFailedException(e);
        } catch (IOException e) {
            throw new CommandFailedException("the archive cannot be written, file=" + file + " why=" + e, e);
        }
    }
}
