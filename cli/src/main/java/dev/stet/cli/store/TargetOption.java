package dev.stet.cli.store;

import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoreLocation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The store that documents are brought to, as options. Confined to the main thread. */
final class TargetOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "STORE",
            description = "The store to write to: a folder, made if it is not there, or"
                    + " jdbc:postgresql://HOST:PORT/DATABASE.")
    private String to = "";

    @Option(names = "--to-user", paramLabel = "USER", description = "User of the PostgreSQL database to write to.")
    private @Nullable String user;

    @Option(
            names = "--to-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:STET_TO_PASSWORD}",
            description = "Password of that user. Others can see a command line: better set STET_TO_PASSWORD in the"
                    + " environment.")
    private @Nullable String password;

    /** Opens the store, and makes it if it is not there. */
    Storage open() {
        return StoreOption.open(location());
    }

    private StoreLocation location() {
        return StoreOption.location(spec, to, Optional.ofNullable(user), Optional.ofNullable(password));
    }

    /** Returns the store as messages name it, without a password. */
    @Override
    public String toString() {
        return location().toString();
    }
}
