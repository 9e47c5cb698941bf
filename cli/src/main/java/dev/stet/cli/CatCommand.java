package dev.stet.cli;

import dev.stet.client.HttpDocuments;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stet cat}: prints a document. */
@Command(
        name = "cat",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Print a document as UTF-8: a text exactly as it is, rich text and JSON as JSON on one line.",
            "Nothing is added at its end.",
            "From a running server, or from a data folder that no server has open."
        },
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n")
final class CatCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DOC", description = "The document's name.")
    private String doc = "";

    @ArgGroup
    private Source source = new Source();

    /** Where the document is read. */
    private static final class Source {
        @Option(
                names = "--server",
                paramLabel = "URL",
                description = "The server that has it. Default: " + ServerOption.DEFAULT)
        private @Nullable URI server;

        @Option(names = "--data", paramLabel = "DIR", description = "The data folder that has it.")
        private @Nullable Path data;
    }

    @Override
    public Integer call() throws InterruptedException {
        byte[] utf8 = content().orElseThrow(() -> CommandFailedException.noDocument(doc));
        PrintStream out = System.out;
        out.write(utf8, 0, utf8.length);
        out.flush();
        return ExitCode.OK;
    }

    private Optional<byte[]> content() throws InterruptedException {
        Path data = source.data;
        if (data != null) {
            return StoredContent.read(data, doc);
        }
        URI server = source.server == null ? URI.create(ServerOption.DEFAULT) : source.server;
        try (HttpDocuments documents = ServerOption.documents(server)) {
            return documents.content(doc).map(content -> content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw ServerOption.unreachable(server, e);
        }
    }
}
