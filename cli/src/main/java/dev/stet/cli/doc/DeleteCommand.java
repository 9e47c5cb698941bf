package dev.stet.cli.doc;

import dev.stet.cli.Answer;
import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stet doc delete}: marks a document as deleted. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Mark a document as deleted: nobody can open it. It stays in the store until undelete.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {"", "JSON: deleted (the document's name)", "", "Example:", "  stet doc delete minutes"})
final class DeleteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DOC", description = "The document's name.")
    private String doc = "";

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() throws InterruptedException {
        remote.ask(doc, documents -> {
            documents.delete(doc);
            return doc;
        });
        answer.say(Map.of("deleted", doc), "deleted (stet doc undelete " + doc + " takes it back)");
        return ExitCode.OK;
    }
}
