package dev.stet.cli.doc;

import dev.stet.cli.Answer;
import dev.stet.cli.CommandFailedException;
import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import dev.stet.client.MediaType;
import dev.stet.client.Moment;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stet doc import}: makes a document of a file. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Make a document of a file, or with --replace give a document the content of a file. What is the same in"
                    + " both is left alone, so that blame still knows who wrote it."
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "JSON: id, revision",
            "",
            "Examples:",
            "  stet doc import minutes minutes.txt",
            "  stet doc import letter letter.md --replace"
        })
final class ImportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DOC", description = "The document's name.")
    private String doc = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The file to read, in UTF-8.")
    private Path file = Path.of("");

    @Mixin
    private Form form = new Form();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "Type of a new document. Default: rich-text for markdown and html, json0 for json, else text.")
    private @Nullable String type;

    @Option(names = "--replace", description = "Replace the content of a document that is there.")
    private boolean replace;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() throws InterruptedException {
        String content = content();
        MediaType sent = form.of(Optional.of(file)).orElse(MediaType.TEXT);
        long revision = remote.ask(
                doc,
                documents -> replace
                        ? documents.replace(
                                doc, documents.read(doc, new Moment.Newest()).revision(), sent, content)
                        : documents.create(doc, type(sent), sent, content));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", doc);
        result.put("revision", revision);
        answer.say(result, doc + " at revision " + revision);
        return ExitCode.OK;
    }

    private String type(MediaType sent) {
        return Optional.ofNullable(type).orElseGet(() -> switch (sent) {
            case TEXT -> "text";
            case MARKDOWN, HTML -> "rich-text";
            case JSON -> "json0";
        });
    }

    private String content() {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailedException("there is no such file, file=" + file, e);
        } catch (CharacterCodingException e) {
            throw new CommandFailedException("the file is not UTF-8, file=" + file, e);
        } catch (IOException e) {
            throw new CommandFailedException("the file cannot be read, file=" + file + " why=" + e, e);
        }
    }
}
