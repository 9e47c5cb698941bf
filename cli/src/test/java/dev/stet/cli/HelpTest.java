package dev.stet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What every command says of itself. */
final class HelpTest {
    /** Whoever is not ours breaks its lines itself. */
    private static final String FOREIGN = "stet generate-completion";

    static Stream<List<String>> commands() {
        return with(Stet.commandLine(), List.of()).filter(words -> !FOREIGN.equals("stet " + String.join(" ", words)));
    }

    private static Stream<List<String>> with(CommandLine command, List<String> words) {
        return Stream.concat(
                Stream.of(words), command.getSubcommands().entrySet().stream().flatMap(sub -> {
                    List<String> longer = new ArrayList<>(words);
                    longer.add(sub.getKey());
                    return with(sub.getValue(), longer);
                }));
    }

    private static CommandLine command(List<String> words) {
        CommandLine command = Stet.commandLine();
        for (String word : words) {
            command = command.getSubcommands().get(word);
        }
        return command;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsShownAndEndsWell(List<String> words) {
        String[] arguments = Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new);
        Cli.Result help = Cli.run(arguments);
        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains("Usage: stet", "-h, --help");
    }

    /** The terminal breaks lines where they are full: breaks in the text would be seen beside those. */
    @ParameterizedTest
    @MethodSource("commands")
    void descriptionsAreNotBrokenWithinASentence(List<String> words) {
        CommandLine command = command(words);
        List<String> paragraphs =
                Arrays.asList(command.getCommandSpec().usageMessage().description());
        assertThat(paragraphs).allSatisfy(paragraph -> assertThat(paragraph).matches("|.*[.:;…]|  .*"));
    }
}
