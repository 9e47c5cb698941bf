package dev.stet.cli.store;

import dev.stet.cli.CommandFailedException;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoreLocation;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The store that a command is about, as options. Confined to the main thread. */
final class StoreOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"--store", "--data"},
            paramLabel = "STORE",
            defaultValue = "${env:STET_STORE:-data}",
            description =
                    "The store: a data folder that no server has open, or jdbc:postgresql://HOST:PORT/DATABASE, also"
                            + " while servers use it. Default: STET_STORE in the environment, else data")
    private String store = "data";

    @Option(
            names = "--store-user",
            paramLabel = "USER",
            defaultValue = "${env:STET_STORE_USER}",
            description = "User of the PostgreSQL database. Default: STET_STORE_USER in the environment")
    private @Nullable String user;

    @Option(
            names = "--store-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:STET_STORE_PASSWORD}",
            description = "Password of that user. Others can see a command line: better set STET_STORE_PASSWORD in the"
                    + " environment.")
    private @Nullable String password;

    /** Opens the store, which has to be there: opening makes one where none is. */
    Storage open() {
        StoreLocation location = location();
        if (location instanceof StoreLocation.Folder folder
                && !Files.exists(folder.path().resolve("stet.mv.db"))) {
            throw new CommandFailedException("there is no store, store=" + location);
        }
        return open(location);
    }

    /** Opens the store, and makes it if it is not there. */
    Storage openOrMake() {
        return open(location());
    }

    private StoreLocation location() {
        return location(spec, store, Optional.ofNullable(user), Optional.ofNullable(password));
    }

    /** Reads where a store is. */
    static StoreLocation location(CommandSpec spec, String store, Optional<String> user, Optional<String> password) {
        try {
            return StoreLocation.parse(store, user, password);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Opens a store, and makes it if it is not there. */
    static Storage open(StoreLocation location) {
        try {
            return location.open(Durability.FORCED, Duration.ZERO);
        } catch (StorageException e) {
            throw new CommandFailedException(e);
        }
    }

    /** Returns the store as messages name it, without a password. */
    @Override
    public String toString() {
        return location().toString();
    }
}
