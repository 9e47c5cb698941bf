package dev.stet.cli.doc;

import dev.stet.cli.Answer;
import dev.stet.cli.ExitCode;
import dev.stet.client.DocumentContent;
import dev.stet.client.MediaType;
import dev.stet.client.Moment;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stet doc cat}: prints a document, as it is or as it was. */
@Command(
        name = "cat",
        sortOptions = false,
        description = {
            "Print a document as UTF-8: a text exactly as it is, rich text and JSON as JSON on one line.",
            "Nothing is added at its end."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "JSON: id, docType, revision, content (a string: what would be printed)",
            "",
            "Examples:",
            "  stet doc cat minutes --revision 120",
            "  stet doc cat letter --as markdown"
        })
final class CatCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DOC", description = "The document's name.")
    private String doc = "";

    @ArgGroup
    private MomentOption moment = new MomentOption();

    @Mixin
    private Form form = new Form();

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Answer answer = new Answer();

    @SuppressWarnings("UnusedVariable") // picocli shows the help
    @Mixin
    private HelpOption help = new HelpOption();

    @Override
    public Integer call() throws InterruptedException {
        DocumentContent content = read(remote, doc, moment.moment(), form.of(Optional.empty()));
        if (answer.isJson()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("id", doc);
            result.put("docType", content.docType());
            result.put("revision", content.revision());
            result.put("content", content.content());
            answer.json(result);
        } else {
            PrintWriter out = answer.out();
            out.print(content.content());
            out.flush();
        }
        return ExitCode.OK;
    }

    /** Reads a document in a form, or in what suits its type. */
    static DocumentContent read(Remote remote, String doc, Moment moment, Optional<MediaType> form)
            throws InterruptedException {
        return remote.ask(
                doc,
                documents -> form.isPresent() ? documents.read(doc, moment, form.get()) : documents.read(doc, moment));
    }
}
