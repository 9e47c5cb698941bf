package dev.stet.server.transport.api;

import dev.stet.server.protocol.Json;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A JSON object that a client sent. Immutable. */
final class JsonBody {
    private final Map<?, ?> fields;

    private JsonBody(Map<?, ?> fields) {
        this.fields = fields;
    }

    /** Reads an object; no body at all is an object without fields. */
    static JsonBody of(byte[] utf8) throws ApiException {
        if (utf8.length == 0) {
            return new JsonBody(Map.of());
        }
        if (!(value(utf8) instanceof Map<?, ?> fields)) {
            throw new ApiException(Problem.BAD_MESSAGE, "the body is not an object");
        }
        return new JsonBody(fields);
    }

    /** Reads any value. */
    static @Nullable Object value(byte[] utf8) throws ApiException {
        try {
            return Json.encoded(utf8).value();
        } catch (JacksonException e) {
            throw new ApiException(Problem.BAD_JSON, "the body is not JSON");
        }
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Returns a field's value, which may be JSON's null. */
    @Nullable
    Object value(String name) {
        return fields.get(name);
    }

    /** Returns a field that must be a string, if it is there. */
    Optional<String> text(String name) throws ApiException {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw new ApiException(Problem.BAD_MESSAGE, "a string is wanted, field=" + name);
    }

    /** Returns a field that must be a revision, if it is there. */
    Optional<Long> revision(String name) throws ApiException {
        Object value = fields.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Integer || value instanceof Long) {
            return Optional.of(Parameters.revision(value.toString(), name));
        }
        throw new ApiException(Problem.BAD_MESSAGE, "a revision is a number from 0 on, field=" + name);
    }
}
