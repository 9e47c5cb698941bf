package dev.stet.cli.store;

import dev.stet.cli.Answer;
import dev.stet.cli.CommandFailedException;
import dev.stet.cli.ExitCode;
import dev.stet.cli.ServerOption;
import dev.stet.cli.Version;
import dev.stet.client.HttpDocuments;
import dev.stet.client.RefusedException;
import dev.stet.server.maintenance.Archive;
import dev.stet.server.maintenance.Transferred;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
                    + " is the same for every database. A running server goes on working: each document is in the file as"
                    + " it was at one moment."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "JSON: store (or server), file, documents, operations, snapshots, versions",
            "",
            "Examples:",
            "  stet store backup --store data monday.stet",
            "  stet store backup --server http://127.0.0.1:8080 monday.stet"
        })
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The archive to write.")
    private Path file = Path.of("");

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Back up what a running server has, instead of a store that none has open.")
    private @Nullable URI server;

    @Option(names = "--force", description = "Replace the file if there is one.")
    private boolean force;

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() throws InterruptedException {
        if (server != null && spec.commandLine().getParseResult().hasMatchedOption("--store")) {
            throw new ParameterException(spec.commandLine(), "give --store or --server, not both");
        }
        NewFile target = NewFile.at(file, force);
        try (WorkDisplay display = new WorkDisplay(answer.err(), Answer.isTerminal())) {
            String from = server == null ? store.toString() : server.toString();
            Transferred written = server == null ? ofStore(target, display) : ofServer(target, server);
            display.close();
            Moved.print(answer, written, server == null ? "store" : "server", from, "file", file.toString());
            return ExitCode.OK;
        } catch (StorageException e) {
            throw new CommandFailedException(e);
        } catch (IOException e) {
            throw new CommandFailedException("the archive cannot be written, file=" + file + " why=" + e, e);
        }
    }

    private Transferred ofStore(NewFile target, WorkDisplay display) throws IOException, InterruptedException {
        try (Storage storage = store.open()) {
            return target.write(out -> {
                var unused = Archive.write(storage, out, System.currentTimeMillis(), display);
            });
        }
    }

    private static Transferred ofServer(NewFile target, URI server) throws IOException, InterruptedException {
        try (HttpDocuments documents = ServerOption.documents(server)) {
            documents.requireReady();
            return target.write(documents::backup);
        } catch (ConnectException | RefusedException e) {
            throw ServerOption.unreachable(server, e);
        }
    }
}
