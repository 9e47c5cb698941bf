package dev.stet.server.document;

import dev.stet.ot.OperationType;
import dev.stet.ot.json.Json0Type;
import dev.stet.ot.richtext.RichTextType;
import dev.stet.ot.text.TextType;
import dev.stet.ot.text.UnicodeTextType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of documents that are served, by name and by URI. Immutable. */
public final class DocumentTypes {
    private final Map<String, OperationType<?, ?>> byName = new HashMap<>();

    /** Returns all that there are. A type becomes part of the server by being named here. */
    public static DocumentTypes all() {
        return new DocumentTypes(
                List.of(TextType.TEXT, UnicodeTextType.TEXT_UNICODE, RichTextType.RICH_TEXT, Json0Type.JSON0));
    }

    /** Makes the set of these types. */
    public DocumentTypes(List<OperationType<?, ?>> types) {
        for (OperationType<?, ?> type : types) {
            byName.put(type.name(), type);
            byName.put(type.uri(), type);
        }
    }

    /** Finds a type by its name or its URI. */
    public Optional<OperationType<?, ?>> find(String nameOrUri) {
        return Optional.ofNullable(byName.get(nameOrUri));
    }
}
