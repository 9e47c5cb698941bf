package dev.stet.server.document;

import dev.stet.ot.OperationType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of documents that are served, by name and by URI. Immutable. */
public final class DocumentTypes {
    private final Map<String, OperationType<?, ?>> byName = new HashMap<>();

    /** Makes the set of these types. */
    public DocumentTypes(List<OperationType<?, ?>> types) {
        for (OperationType<?, ?> type : types) {
            byName.put(type.name(), type);
            byName.put(type.uri(), type);
        }
    }

    Optional<OperationType<?, ?>> find(String nameOrUri) {
        return Optional.ofNullable(byName.get(nameOrUri));
    }
}
