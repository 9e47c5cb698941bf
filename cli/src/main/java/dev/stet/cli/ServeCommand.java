package dev.stet.cli;

import dev.stet.server.Limits;
import dev.stet.server.Rehearsal;
import dev.stet.server.ServerConfig;
import dev.stet.server.StartFailedException;
import dev.stet.server.StetServer;
import dev.stet.server.retention.RetentionPolicy;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.StoreLocation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stet serve}: runs a server until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        defaultValueProvider = LayeredSettings.class,
        abbreviateSynopsis = true,
        description = "Serve documents, and the editor, over HTTP and WebSocket.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Every option can also be set by an environment variable (--max-waiting is",
            "STET_MAX_WAITING) and in the properties file (max-waiting=10000). The command",
            "line goes before the environment, the environment before the file.",
            "",
            "SIGTERM, SIGINT or Ctrl-C stops the server in an orderly way, with exit code 0:",
            "it takes nothing new, sends the acks of what it has, tells clients to come back,",
            "and closes the store."
        })
final class ServeCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; 0.0.0.0 for all, which needs --auth jwt or --allow-anyone."
                    + " Default: ${DEFAULT-VALUE}")
    private String host = ServerConfig.DEFAULT.host();

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(
            names = "--store-wait",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "How long the start waits for a database that cannot be reached. Default: ${DEFAULT-VALUE}")
    private Duration storeWait = ServerConfig.DEFAULT.storeWait();

    @Option(
            names = "--durability",
            paramLabel = "forced|relaxed",
            defaultValue = "forced",
            description = "What an acknowledgement promises. forced: the edit is on disk. relaxed: it survives the end"
                    + " of the process, not a loss of power. Default: ${DEFAULT-VALUE}")
    private Durability durability = Durability.FORCED;

    @Option(
            names = "--no-rehearsal",
            description =
                    "Do not play through what people will ask before they do. Without this the server does so for some"
                            + " seconds with a copy of itself, beside its work, so that the first to come need not wait for Java"
                            + " to compile what they ask for.")
    private boolean noRehearsal;

    @Option(
            names = "--rehearse-first",
            description =
                    "Play all of that through before it says that it serves and that it is ready (/readyz): some ten"
                            + " seconds later, two minutes at the most. For servers that take the place of others.")
    private boolean rehearseFirst;

    @SuppressWarnings("UnusedVariable") // LayeredSettings asks picocli for it
    @Option(
            names = LayeredSettings.CONFIG,
            paramLabel = "FILE",
            description = "Properties file with more settings. Default: stet.properties, if there is one here.")
    private @Nullable Path config;

    @ArgGroup(validate = false, heading = "%nWho is let in:%n")
    private AuthOptions auth = new AuthOptions();

    @ArgGroup(validate = false, heading = "%nTLS, and what browsers are told:%n")
    private WebOptions web = new WebOptions();

    @ArgGroup(validate = false, heading = "%nLimits (numbers may end in k or m):%n")
    private LimitOptions limits = new LimitOptions();

    @ArgGroup(
            validate = false,
            heading = "%nHow much there is for users, addresses and documents (none for no limit):%n")
    private TrafficOptions traffic = new TrafficOptions();

    @ArgGroup(validate = false, heading = "%nTimes (like 500ms, 15s, 2m, 1h):%n")
    private TimingOptions timing = new TimingOptions();

    @ArgGroup(validate = false, heading = "%nWhat an operator sees:%n")
    private OperatorOptions operator = new OperatorOptions();

    /** Returns the configuration that the options make. */
    ServerConfig config() {
        if (port < 0 || port > MAX_PORT) {
            throw new ParameterException(spec.commandLine(), "a port is a number from 0 to 65535, port=" + port);
        }
        if (rehearseFirst && noRehearsal) {
            throw new ParameterException(spec.commandLine(), "give --rehearse-first or --no-rehearsal, not both");
        }
        return new ServerConfig(
                host,
                port,
                store.location(),
                storeWait,
                durability,
                limits.limits(),
                timing.timing(),
                retention(limits.limits()),
                checked(auth::settings),
                rehearseFirst ? operator.settings().readyOnceRehearsed() : operator.settings(),
                traffic.traffic(),
                checked(traffic::addresses),
                checked(web::settings));
    }

    private Optional<RetentionPolicy> retention(Limits taken) {
        return Optional.ofNullable(timing.squashAfter())
                .map(after -> new RetentionPolicy(after, timing.squashSlice(), taken.maxBehind()));
    }

    private <T> T checked(Supplier<T> settings) {
        try {
            return settings.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerConfig given = config();
        ServerConfig configuration = given.with(given.operator().with(operator.setUpLogging()));
        PrintWriter out = spec.commandLine().getOut();
        warn(configuration, spec.commandLine().getErr());
        try (OrderlyStop stop = new OrderlyStop(out)) {
            StetServer server = StetServer.start(configuration, stop::expect);
            Rehearsal rehearsal = new Rehearsal(server);
            stop.started(server, rehearsal);
            // people may be there already, and it may be told to stop
            if (rehearseFirst) {
                rehearsal.playThrough();
            } else if (!noRehearsal) {
                rehearsal.begin();
            }
            stop.unlessTold(() -> greet(server, configuration, out));
            new CountDownLatch(1).await();
            return ExitCode.OK;
        } catch (StartFailedException e) {
            throw new CommandFailedException(e);
        }
    }

    private static void greet(StetServer server, ServerConfig configuration, PrintWriter out) {
        String promise = switch (configuration.durability()) {
            case FORCED -> "forced: what is acknowledged is on disk";
            case RELAXED -> "RELAXED: what is acknowledged may be lost with the power";
        };
        String kind = switch (configuration.store()) {
            case StoreLocation.Folder folder -> "data ";
            case StoreLocation.Postgres database -> "store";
        };
        String accounts = configuration.auth().tokens().isPresent()
                ? "signed tokens say who somebody is"
                : "NONE: whoever can reach the address may read and change every document";
        String metrics = server.operatorAddress()
                .map(address -> "  metrics     " + address + "/metrics" + System.lineSeparator())
                .orElse("");
        // at once: whoever waits for the first line finds the others, too
        out.print(String.join(
                System.lineSeparator(),
                "Stet " + Version.number() + " is serving",
                "  address     " + server.address(),
                "  " + kind + "       " + configuration.store(),
                "  durability  " + promise,
                "  accounts    " + accounts,
                metrics + "Open the address in two windows and type. Ctrl-C stops.",
                ""));
        out.flush();
    }

    private static void warn(ServerConfig configuration, PrintWriter err) {
        if (configuration.durability() == Durability.RELAXED) {
            err.println("stet: WARNING: durability is relaxed, acknowledged edits are NOT forced to disk"
                    + " and a loss of power can lose them");
        }
        if (configuration.auth().tokens().isEmpty() && configuration.auth().anyone()) {
            err.println(
                    "stet: WARNING: there are no accounts (--auth none), whoever can reach this address can read and"
                            + " edit every document, host=" + configuration.host());
        }
        err.flush();
    }
}
