package dev.stet.cli.admin;

import dev.stet.cli.Answer;
import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import dev.stet.server.telemetry.LogLevels.Level;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stet admin log-level}: shows how much a server logs, or changes it. */
@Command(
        name = "log-level",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Show how much a running server logs, or change it until the server stops.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "JSON: logger, level",
            "",
            "Examples:",
            "  stet admin log-level",
            "  stet admin log-level debug --logger dev.stet.server.session"
        })
final class LogLevelCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "LEVEL", description = "error, warn, info or debug.")
    private @Nullable Level level;

    @Option(
            names = "--logger",
            paramLabel = "NAME",
            defaultValue = "dev.stet",
            description = "A package or class of the server. Default: ${DEFAULT-VALUE}")
    private String logger = "dev.stet";

    @Mixin
    private RunningServer server = new RunningServer();

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() throws InterruptedException {
        Optional<Level> wanted = Optional.ofNullable(level);
        String now = server.ask(admin -> wanted.isPresent()
                ? admin.setLogLevel(logger, wanted.get().name().toLowerCase(Locale.ROOT))
                : admin.logLevel(logger));
        answer.say(Map.of("logger", logger, "level", now), logger + " " + now);
        return ExitCode.OK;
    }
}
