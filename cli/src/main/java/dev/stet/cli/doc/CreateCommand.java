package dev.stet.cli.doc;

import dev.stet.cli.Answer;
import dev.stet.cli.ExitCode;
import dev.stet.cli.Version;
import dev.stet.client.HttpDocuments;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stet doc create}: makes an empty document. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Create an empty document, and print its name.",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "JSON: id, docType",
            "",
            "Examples:",
            "  stet doc create letter --type rich-text",
            "  stet doc create letter --key setup-1"
        })
final class CreateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DOC", arity = "0..1", description = "Its name. Default: the server chooses one.")
    private @Nullable String doc;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "text",
            description = "text, text-unicode, rich-text or json0. Default: ${DEFAULT-VALUE}")
    private String type = "text";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Names this creation: repeated with the same key it succeeds again, and makes nothing new.")
    private @Nullable String key;

    @Mixin
    private Remote remote = new Remote();

    @Mixin
    private Answer answer = new Answer();

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> name = Optional.ofNullable(doc);
        String id = remote.ask(name.orElse(""), documents -> create(documents, name));
        if (answer.isJson()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("id", id);
            result.put("docType", type);
            answer.json(result);
        } else {
            answer.out().println(id);
            answer.out().flush();
        }
        return ExitCode.OK;
    }

    private String create(HttpDocuments documents, Optional<String> name) throws IOException, InterruptedException {
        if (key == null) {
            return documents.create(name, type);
        }
        String id =
                name.orElseThrow(() -> new ParameterException(spec.commandLine(), "--key needs the document's name"));
        return documents.createOnce(id, type, key);
    }
}
