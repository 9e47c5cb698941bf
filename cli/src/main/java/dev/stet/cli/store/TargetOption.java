package dev.stet.cli.store;

import dev.stet.server.storage.Storage;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The store that documents are brought to, as an option. */
final class TargetOption {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "STORE",
            description = "The store to write to; made if it is not there.")
    private Path to = Path.of("");

    /** Opens the store, and makes it if it is not there. */
    Storage open() {
        return StoreOption.openOrMake(to);
    }

    /** Returns the store as messages name it, without a password. */
    @Override
    public String toString() {
        return to.toAbsolutePath().normalize().toString();
    }
}
