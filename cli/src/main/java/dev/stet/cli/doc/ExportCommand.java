package dev.stet.cli.doc;

import dev.stet.cli.Answer;
import dev.stet.cli.CommandFailedException;
import dev.stet.cli.ExitCode;
import dev.stet.client.DocumentContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stet doc export}: writes a document to a file. */
@Command(
        name = "export",
        sortOptions = false,
        description = "Write a document to a file.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "JSON: id, docType, revision, file",
            "",
            "Examples:",
            "  stet doc export minutes minutes.txt",
            "  stet doc export letter letter.html --version sent"
        })
final class ExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DOC", description = "The document's name.")
    private String doc = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The file to write.")
    private Path file = Path.of("");

    @ArgGroup
    private MomentOption moment = new MomentOption();

    @Mixin
    private Form form = new Form();

    @Option(names = "--force", description = "Replace the file if there is one.")
    private boolean force;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Answer answer = new Answer();

    @SuppressWarnings("UnusedVariable") // picocli shows the help
    @Mixin
    private HelpOption help = new HelpOption();

    @Override
    public Integer call() throws InterruptedException {
        if (!force && Files.exists(file)) {
            throw new CommandFailedException("the file exists already, file=" + file + " (--force replaces it)");
        }
        DocumentContent content = CatCommand.read(remote, doc, moment.moment(), form.of(Optional.of(file)));
        try {
            Files.writeString(
                    file,
                    content.content(),
                    StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailedException("the file cannot be written, file=" + file + " why=" + e, e);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", doc);
        result.put("docType", content.docType());
        result.put("revision", content.revision());
        result.put("file", file.toString());
        answer.say(result, doc + " at revision " + content.revision() + ": " + file);
        return ExitCode.OK;
    }
}
