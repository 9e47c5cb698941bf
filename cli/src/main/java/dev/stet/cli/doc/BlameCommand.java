package dev.stet.cli.doc;

import dev.stet.cli.Answer;
import dev.stet.cli.CommandFailedException;
import dev.stet.cli.ExitCode;
import dev.stet.client.DocumentContent;
import dev.stet.client.WrittenSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stet doc blame}: who wrote what. */
@Command(
        name = "blame",
        sortOptions = false,
        description = {
            "Show who wrote what of a text: before each line, the newest operation that wrote anything of it, when that"
                    + " was, and by whom. Of other documents there is JSON."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "JSON: revision, spans (by place: from, to, author, revision, time; json0 has path)",
            "",
            "Example:",
            "  stet doc blame minutes --version draft"
        })
final class BlameCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DOC", description = "The document's name.")
    private String doc = "";

    @ArgGroup
    private MomentOption moment = new MomentOption();

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Answer answer = new Answer();

    @SuppressWarnings("UnusedVariable") // picocli shows the help
    @Mixin
    private HelpOption help = new HelpOption();

    @Override
    public Integer call() throws InterruptedException {
        return remote.ask(doc, documents -> {
            DocumentContent content = documents.read(doc, moment.moment());
            if (answer.isJson()) {
                answer.out().println(documents.blameJson(doc, content.revision()));
            } else if (content.docType().startsWith("text")) {
                print(content, documents.blame(doc, content.revision()));
            } else {
                throw new CommandFailedException(
                        "only texts have lines, doc=" + doc + " type=" + content.docType() + " (use --json)");
            }
            answer.out().flush();
            return ExitCode.OK;
        });
    }

    /** Places are in units of the type: code units, or code points. Spans come by place, and none covers another. */
    private void print(DocumentContent content, List<WrittenSpan> spans) {
        boolean points = content.docType().equals("text-unicode");
        long at = 0;
        int first = 0; // of the spans that end after the line begins
        for (String line : lines(content.content())) {
            long end = at + (points ? line.codePointCount(0, line.length()) : line.length());
            while (first < spans.size() && spans.get(first).to() <= at) {
                first++;
            }
            Optional<WrittenSpan> newest = spans.subList(first, spans.size()).stream()
                    .takeWhile(span -> span.from() < end)
                    .max(Comparator.comparingLong(WrittenSpan::revision));
            print(newest, line.stripTrailing());
            at = end;
        }
    }

    /** Returns the lines with their line feeds. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int feed = text.indexOf('\n', at);
            int end = feed < 0 ? text.length() : feed + 1;
            lines.add(text.substring(at, end));
            at = end;
        }
        return lines;
    }

    private void print(Optional<WrittenSpan> by, String line) {
        String who = by.map(
                        span -> "%9d  %s  %-16s".formatted(span.revision(), Times.shown(span.time()), span.author()))
                .orElse(" ".repeat(9 + 2 + 20 + 2 + 16));
        answer.out().println(who + "  " + line);
    }
}
