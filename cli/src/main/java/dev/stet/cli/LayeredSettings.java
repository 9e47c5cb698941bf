package dev.stet.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Finds the value of an option that is not on the command line: {@code --max-waiting} is {@code STET_MAX_WAITING} in the
 * environment, else {@code max-waiting} in the properties file, else its default.
 *
 * <p>Threads: confined to the main thread.
 */
final class LayeredSettings implements IDefaultValueProvider {
    /** The option that names the properties file. */
    static final String CONFIG = "--config";

    private static final Path DEFAULT_FILE = Path.of("stet.properties");

    private final UnaryOperator<@Nullable String> environment;
    private final Map<ArgSpec, String> origins = new HashMap<>();
    private @Nullable Properties file;

    /** Made by picocli, for a command. */
    LayeredSettings() {
        this(System::getenv);
    }

    LayeredSettings(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec arg) {
        if (!(arg instanceof OptionSpec option) || !isSetting(option)) {
            return null;
        }
        String variable = variable(option);
        String value = environment.apply(variable);
        if (value != null) {
            origins.put(arg, ", from the environment variable " + variable);
            return value;
        }
        if (option.longestName().equals(CONFIG)) {
            return null;
        }
        Properties properties = file(option.command());
        String key = key(option);
        if (properties.containsKey(key)) {
            origins.put(arg, ", from the key " + key + " of the properties file");
        }
        return properties.getProperty(key);
    }

    /** Returns where the option's value came from, to follow a message; empty if from the command line. */
    static String origin(@Nullable ArgSpec arg) {
        return arg != null && arg.command().defaultValueProvider() instanceof LayeredSettings settings
                ? settings.origins.getOrDefault(arg, "")
                : "";
    }

    private Properties file(CommandSpec command) {
        Properties known = file;
        if (known == null) {
            known = load(command);
            file = known;
        }
        return known;
    }

    private Properties load(CommandSpec command) {
        Path named = command.findOption(CONFIG).getValue();
        Optional<Path> path = Optional.ofNullable(named)
                .or(() -> Optional.ofNullable(environment.apply(variable(command.findOption(CONFIG))))
                        .map(Path::of));
        Properties properties = new Properties();
        if (path.isEmpty() && !Files.exists(DEFAULT_FILE)) {
            return properties;
        }
        Path source = path.orElse(DEFAULT_FILE);
        try (Reader reader = Files.newBufferedReader(source, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw wrong(command, "the properties file does not exist, file=" + source);
        } catch (IOException | IllegalArgumentException e) {
            throw wrong(command, "the properties file cannot be read, file=" + source + " why=" + e.getMessage());
        }
        TreeSet<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        command.options().stream()
                .filter(LayeredSettings::isSetting)
                .map(LayeredSettings::key)
                .forEach(unknown::remove);
        unknown.remove(key(command.findOption(CONFIG)));
        if (!unknown.isEmpty()) {
            throw wrong(
                    command,
                    "the properties file has keys that are no options, file=" + source + " keys="
                            + String.join(",", unknown));
        }
        return properties;
    }

    private static ParameterException wrong(CommandSpec command, String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private static boolean isSetting(OptionSpec option) {
        return !option.usageHelp()
                && !option.versionHelp()
                && option.command().userObject() != null
                && !option.inherited();
    }

    private static String key(OptionSpec option) {
        return option.longestName().substring("--".length());
    }

    private static String variable(OptionSpec option) {
        return "STET_" + key(option).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
