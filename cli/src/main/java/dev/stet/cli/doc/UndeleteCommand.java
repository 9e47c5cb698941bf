package dev.stet.cli.doc;

import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stet doc undelete}: takes a deletion back. */
@Command(
        name = "undelete",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Take the deletion of a document back.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {"", "JSON: revision", "", "Example:", "  stet doc undelete minutes"})
final class UndeleteCommand implements Callable<Integer> {
    @Mixin
    private OneDocument document = new OneDocument();

    @Override
    public Integer call() throws InterruptedException {
        long revision = document.ask(documents -> documents.undelete(document.name()));
        document.say(Map.of("revision", revision), "there again, revision " + revision);
        return ExitCode.OK;
    }
}
