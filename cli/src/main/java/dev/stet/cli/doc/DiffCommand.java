package dev.stet.cli.doc;

import dev.stet.cli.Answer;
import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import dev.stet.client.DocumentContent;
import dev.stet.client.HttpDocuments;
import dev.stet.client.Moment;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code stet doc diff}: what changed in a document. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Show what changed in a document from one moment to another: on a terminal the changed words in colours,"
                    + " else lines with - and +. Rich text and JSON are compared as indented JSON.",
            "A moment is a revision, a time like 2026-01-31T12:00:00Z, or the name of a version."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "JSON: from, to (revisions), op (the operation that leads from one to the other),",
            "added, removed (by place: from, to, author, revision, time)",
            "",
            "Examples:",
            "  stet doc diff minutes 120",
            "  stet doc diff minutes draft 2026-01-31T12:00:00Z"
        })
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DOC", description = "The document's name.")
    private String doc = "";

    @Parameters(index = "1", paramLabel = "FROM", description = "The earlier moment.")
    private String from = "0";

    @Parameters(index = "2", paramLabel = "TO", arity = "0..1", description = "The later moment. Default: now.")
    private @Nullable String to;

    @Option(names = "--words", description = "Words on any output, without a terminal as [-was-]{+is+}.")
    private boolean words;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() throws InterruptedException {
        return remote.ask(doc, documents -> {
            DocumentContent before = documents.read(doc, Moment.parse(from));
            DocumentContent after = documents.read(doc, to == null ? new Moment.Newest() : Moment.parse(to));
            if (answer.isJson()) {
                json(documents, before.revision(), after.revision());
            } else if (words || Answer.isTerminal()) {
                new WordDiff(shown(before), shown(after), Answer.isTerminal(), answer.out()).print();
            } else {
                new LineDiff(shown(before), shown(after), answer.out()).print();
            }
            answer.out().flush();
            return ExitCode.OK;
        });
    }

    private void json(HttpDocuments documents, long before, long after) throws IOException, InterruptedException {
        answer.out().println(documents.diffJson(doc, before, after));
    }

    private static String shown(DocumentContent content) {
        if (content.docType().startsWith("text")) {
            return content.content();
        }
        JsonMapper mapper = JsonMapper.shared();
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readTree(content.content())) + "\n";
    }
}
