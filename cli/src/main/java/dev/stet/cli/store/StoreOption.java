package dev.stet.cli.store;

import dev.stet.cli.CommandFailedException;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The store that a command is about, as an option. */
final class StoreOption {
    @Option(
            names = {"--store", "--data"},
            paramLabel = "STORE",
            defaultValue = "data",
            description = "The store: a data folder that no server has open. Default: ${DEFAULT-VALUE}")
    private Path store = Path.of("data");

    /** Opens the store, which has to be there. */
    Storage open() {
        return open(store);
    }

    /** Opens the store, and makes it if it is not there. */
    Storage openOrMake() {
        return openOrMake(store);
    }

    /** Opens a store that has to be there: opening makes one where none is. */
    private static Storage open(Path folder) {
        if (!Files.exists(folder.resolve("stet.mv.db"))) {
            throw new CommandFailedException("there is no store, store=" + named(folder));
        }
        return openOrMake(folder);
    }

    /** Opens a store, and makes it if it is not there. */
    static Storage openOrMake(Path folder) {
        try {
            return H2Storage.open(folder, Durability.FORCED);
        } catch (StorageException e) {
            throw new CommandFailedException(e);
        }
    }

    /** Returns the store as messages name it, without a password. */
    @Override
    public String toString() {
        return named(store);
    }

    private static String named(Path folder) {
        return folder.toAbsolutePath().normalize().toString();
    }
}
