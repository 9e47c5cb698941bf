package dev.stet.cli.doc;

import dev.stet.cli.Answer;
import dev.stet.cli.ExitCode;
import dev.stet.client.Moment;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stet doc restore}: makes a document what it was. */
@Command(
        name = "restore",
        sortOptions = false,
        description = {
            "Make a document what it was, by an operation at its end: nothing of its history is lost, and everybody who"
                    + " has it open sees it change."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {"", "JSON: revision", "", "Example:", "  stet doc restore minutes --version draft"})
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DOC", description = "The document's name.")
    private String doc = "";

    @ArgGroup(multiplicity = "1")
    private @Nullable MomentOption moment;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Answer answer = new Answer();

    @SuppressWarnings("UnusedVariable") // picocli shows the help
    @Mixin
    private HelpOption help = new HelpOption();

    @Override
    public Integer call() throws InterruptedException {
        Moment then = moment == null ? new Moment.Newest() : moment.moment();
        long revision = remote.ask(doc, documents -> documents.restore(doc, then));
        answer.say(Map.of("revision", revision), "restored, revision " + revision);
        return ExitCode.OK;
    }
}
