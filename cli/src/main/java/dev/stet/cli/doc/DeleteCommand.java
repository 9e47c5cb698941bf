package dev.stet.cli.doc;

import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    @Mixin
    private OneDocument document = new OneDocument();

    @Override
    public Integer call() throws InterruptedException {
        String name = document.name();
        document.ask(documents -> {
            documents.delete(name);
            return name;
        });
        document.say(Map.of("deleted", name), "deleted (stet doc undelete " + name + " takes it back)");
        return ExitCode.OK;
    }
}
