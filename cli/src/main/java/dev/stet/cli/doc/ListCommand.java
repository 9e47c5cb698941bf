package dev.stet.cli.doc;

import dev.stet.cli.Answer;
import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import dev.stet.client.DocumentSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stet doc list}: names the documents of a server. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "List documents by their names: type, revision, and when they were created.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "JSON, a line for each document: id, docType, revision, created, deleted (if it is)",
            "",
            "Example:",
            "  stet doc list --deleted --json | jq -r 'select(.deleted).id'"
        })
final class ListCommand implements Callable<Integer> {
    private static final int PAGE = 500;

    @Option(names = "--deleted", description = "List deleted documents too.")
    private boolean deleted;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() throws InterruptedException {
        return remote.ask("", documents -> {
            List<DocumentSummary> page = documents.list("", PAGE, deleted);
            while (!page.isEmpty()) {
                page.forEach(this::print);
                page = documents.list(page.getLast().id(), PAGE, deleted);
            }
            return ExitCode.OK;
        });
    }

    private void print(DocumentSummary document) {
        if (answer.isJson()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("id", document.id());
            line.put("docType", document.docType());
            line.put("revision", document.revision());
            line.put("created", document.created().toString());
            document.deleted().ifPresent(at -> line.put("deleted", at.toString()));
            answer.json(line);
            return;
        }
        answer.out()
                .printf(
                        "%-32s  %-12s  %9d  %s%s%n",
                        document.id(),
                        document.docType(),
                        document.revision(),
                        Times.shown(document.created()),
                        document.deleted()
                                .map(at -> "  deleted " + Times.shown(at))
                                .orElse(""));
        answer.out().flush();
    }
}
