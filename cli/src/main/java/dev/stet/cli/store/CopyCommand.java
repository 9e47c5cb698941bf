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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stet store copy}: brings some documents into another store. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Bring some documents into another store, which must not have them and may have others. For a whole store"
                    + " there is stet store migrate.",
            "",
            "The hashes of every log are checked on the way, and the end of each is read back from the target."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done.",
            "1:A store could not be read or written, or the target has such a document.",
            "6:There is no such document; nothing was copied."
        },
        footer = {
            "",
            "JSON: from, to, documents, operations, snapshots, versions",
            "",
            "Example:",
            "  stet store copy --store data --to elsewhere minutes board"
        })
final class CopyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DOC", arity = "1..*", description = "The documents.")
    private List<String> documents = List.of();

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private TargetOption target = new TargetOption();

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() {
        try (Storage from = store.open()) {
            requireThere(from);
            try (Storage to = target.open();
                    WorkDisplay display = new WorkDisplay(answer.err(), Answer.isTerminal())) {
                Transferred moved = Transfer.copy(from, to, documents, display);
                display.close();
                Moved.print(answer, moved, "from", store.toString(), "to", target.toString());
                return ExitCode.OK;
            }
        } catch (StorageException | IOException e) {
            throw new CommandFailedException(e);
        }
    }

    private void requireThere(Storage from) {
        Optional<String> missing =
                documents.stream().filter(id -> from.find(id).isEmpty()).findFirst();
        if (missing.isPresent()) {
            throw CommandFailedException.noDocument(missing.get());
        }
    }
}
