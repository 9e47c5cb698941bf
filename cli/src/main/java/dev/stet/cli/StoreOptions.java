package dev.stet.cli;

import dev.stet.server.storage.StoreLocation;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where documents are kept, as options. */
final class StoreOptions {
    private static final Path DEFAULT = Path.of("data");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the documents; created if it does not exist. Default: data")
    private @Nullable Path data;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "Where documents are kept: a folder, as with --data, or a PostgreSQL database,"
                    + " jdbc:postgresql://HOST:PORT/DATABASE, with parameters of its JDBC driver if need be.")
    private @Nullable String store;

    @Option(names = "--store-user", paramLabel = "USER", description = "User of the PostgreSQL database.")
    private @Nullable String user;

    @Option(
            names = "--store-password",
            paramLabel = "PASSWORD",
            description = "Password of that user. Others can see a command line: better set STET_STORE_PASSWORD, or"
                    + " store-password in the properties file.")
    private @Nullable String password;

    /** Returns where documents are kept. */
    StoreLocation location() {
        Path folder = data;
        if (store != null && folder != null) {
            throw new ParameterException(spec.commandLine(), "give --store or --data, not both");
        }
        String location = store == null ? String.valueOf(folder == null ? DEFAULT : folder) : store;
        try {
            return StoreLocation.parse(location, Optional.ofNullable(user), Optional.ofNullable(password));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
