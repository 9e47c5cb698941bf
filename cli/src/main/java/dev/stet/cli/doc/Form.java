package dev.stet.cli.doc;

import dev.stet.client.MediaType;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The form of a document's content outside of the server, as an option. */
final class Form {
    @Option(
            names = "--as",
            paramLabel = "FORM",
            description = "text, markdown, html (both for rich text) or json. Default: by the name of the file (.txt,"
                    + " .md, .html, .json), else what suits the document.")
    private @Nullable MediaType form;

    /** Returns the form that was asked for, or that the name of a file says. */
    Optional<MediaType> of(Optional<Path> file) {
        return Optional.ofNullable(form).or(() -> file.flatMap(Form::named));
    }

    private static Optional<MediaType> named(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "txt" -> Optional.of(MediaType.TEXT);
            case "md", "markdown" -> Optional.of(MediaType.MARKDOWN);
            case "html", "htm" -> Optional.of(MediaType.HTML);
            case "json" -> Optional.of(MediaType.JSON);
            default -> Optional.empty();
        };
    }
}
