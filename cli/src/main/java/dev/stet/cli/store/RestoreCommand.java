package dev.stet.cli.store;

import dev.stet.cli.Answer;
import dev.stet.cli.CommandFailedException;
import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import dev.stet.server.maintenance.Archive;
import dev.stet.server.maintenance.DamagedArchiveException;
import dev.stet.server.maintenance.Transferred;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stet store restore}: makes a store of an archive. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Write everything that is in an archive into an empty store, which is made if it is not there.",
            "",
            "The whole archive is checked before anything is written."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "JSON: file, store, documents, operations, snapshots, versions",
            "",
            "Example:",
            "  stet store restore --store restored monday.stet && stet serve --data restored"
        })
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The archive, as stet store backup wrote it.")
    private Path file = Path.of("");

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() {
        try (WorkDisplay display = new WorkDisplay(answer.err(), Answer.isTerminal())) {
            try (InputStream archive = open()) {
                Archive.check(archive, display);
            }
            try (InputStream archive = open();
                    Storage storage = store.openOrMake()) {
                Transferred restored = Archive.restore(archive, storage, display);
                display.close();
                Moved.print(answer, restored, "file", file.toString(), "store", store.toString());
                return ExitCode.OK;
            }
        } catch (StorageException e) {
            throw new CommandFailedException(e);
        } catch (DamagedArchiveException e) {
            throw new CommandFailedException(e.getMessage() + ", file=" + file, e);
        } catch (NoSuchFileException e) {
            throw new CommandFailedException("there is no such file, file=" + file, e);
        } catch (IOException e) {
            throw new CommandFailedException("the archive cannot be read, file=" + file + " why=" + e, e);
        }
    }

    private InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }
}
