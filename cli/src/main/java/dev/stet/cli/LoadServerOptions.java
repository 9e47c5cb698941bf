package dev.stet.cli;

import dev.stet.cli.load.host.ChildServer;
import dev.stet.cli.load.host.HostedServer;
import dev.stet.cli.load.host.InProcessServer;
import dev.stet.cli.load.host.OwnStore;
import dev.stet.cli.load.host.SomebodysServer;
import dev.stet.client.HttpDocuments;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.StoreLocation;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which server a load goes to, as options. Confined to the main thread. */
final class LoadServerOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "A server that runs. Default: " + ServerOption.DEFAULT)
    private @Nullable URI server;

    @Option(
            names = "--server-pid",
            paramLabel = "PID",
            description = "Its process, if it is on this machine: then what it uses is measured too.")
    private @Nullable Long pid;

    @Option(
            names = "--own-server",
            description = "Start a server for the load, on a temporary folder that is removed afterwards.")
    private boolean own;

    @Option(
            names = "--in-process",
            description =
                    "Have the server of one's own in this process, not in another. It is not measured apart then.")
    private boolean inProcess;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "Where the server of one's own keeps documents: a folder, or jdbc:postgresql://… It stays.")
    private @Nullable String store;

    @Option(names = "--store-user", paramLabel = "USER", description = "User of the PostgreSQL database.")
    private @Nullable String storeUser;

    @Option(
            names = "--durability",
            paramLabel = "forced|relaxed",
            defaultValue = "forced",
            description = "What an ack of the server of one's own promises. Default: ${DEFAULT-VALUE}")
    private Durability durability = Durability.FORCED;

    @Option(
            names = "--server-cpus",
            paramLabel = "LIST",
            defaultValue = "",
            description = "Processors for the server of one's own, like 1 or 0-3 (by taskset). Default: all")
    private String cpus = "";

    @Option(
            names = "--server-java-opts",
            paramLabel = "OPTIONS",
            defaultValue = "",
            description = "More options for its virtual machine, between blanks. It has those of this one anyway.")
    private String javaOptions = "";

    @Option(
            names = "--serve-opts",
            paramLabel = "OPTIONS",
            defaultValue = "",
            description = "More options of 'stet serve' for it, between blanks.")
    private String serveOptions = "";

    /** Returns the server, started if it is to be. */
    HostedServer host(CommandSpec spec) throws InterruptedException {
        if (own && server != null) {
            throw new ParameterException(spec.commandLine(), "give --server or --own-server, not both");
        }
        if (!own && (inProcess || store != null)) {
            throw new ParameterException(spec.commandLine(), "--in-process and --store go with --own-server");
        }
        if (!(cpus + javaOptions + serveOptions).isEmpty() && (!own || inProcess)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--server-cpus, --server-java-opts and --serve-opts go with --own-server, without --in-process");
        }
        if (!own) {
            return somebodys(ServerOption.checked(server == null ? URI.create(ServerOption.DEFAULT) : server));
        }
        OwnStore kept = OwnStore.of(Optional.ofNullable(store).map(text -> location(spec, text)));
        return inProcess
                ? InProcessServer.start(kept, durability)
                : ChildServer.start(
                        kept, new ChildServer.Settings(durability, cpus, words(javaOptions), words(serveOptions)));
    }

    private HostedServer somebodys(URI address) throws InterruptedException {
        try (HttpDocuments documents = ServerOption.documents(address)) {
            documents.requireReady();
        } catch (IOException e) {
            throw ServerOption.unreachable(address, e);
        }
        return new SomebodysServer(address, pid == null ? OptionalLong.empty() : OptionalLong.of(pid));
    }

    private StoreLocation location(CommandSpec spec, String text) {
        try {
            return StoreLocation.parse(
                    text, Optional.ofNullable(storeUser), Optional.ofNullable(System.getenv("STET_STORE_PASSWORD")));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static List<String> words(String options) {
        return options.isBlank() ? List.of() : List.of(options.trim().split("\\s+"));
    }
}
