package dev.stet.server.protocol;

import dev.stet.ot.Selection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/**
 * The fields of one JSON object, and typed access to them that says what is wrong. Confined to the reading thread.
 *
 * <p>Integers are {@code Long} or {@code Integer}, all other numbers {@code BigInteger} or {@code BigDecimal}, exact; the rest are plain lists,
 * maps, strings and booleans.
 */
final class JsonFields {
    private static final int MAX_DOC_LENGTH = 128;
    private static final int MAX_ID_LENGTH = 64;
    /** A decimal digit is 3.322 bits. */
    private static final int MAX_NUMBER_BITS = JacksonCodec.MAX_NUMBER_LENGTH * 3_322 / 1_000;
    /** The largest integer that every JSON library keeps exactly: 2^53 - 1. */
    private static final long MAX_INTEGER = (1L << 53) - 1;

    private Map<String, @Nullable Object> fields = Map.of();

    JsonFields() {}

    JsonFields(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    /** Reads an object, and that nothing follows it. */
    void readMessage(JsonParser parser) throws ProtocolException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw fault(ErrorCode.BAD_JSON, "the frame is empty");
        }
        Object message = value(parser, first);
        if (parser.nextToken() != null) {
            throw fault(ErrorCode.BAD_JSON, "something follows the message in its frame");
        }
        fields = object(message).orElseThrow(() -> fault(ErrorCode.BAD_MESSAGE, "a message is a JSON object"));
    }

    /** Returns the value as an object's fields, if it is an object. */
    @SuppressWarnings("unchecked")
    static Optional<Map<String, @Nullable Object>> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Optional.of((Map<String, @Nullable Object>) map) : Optional.empty();
    }

    static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) {
        return switch (token) {
            case null -> throw new StreamReadException(parser, "the frame ends within a value");
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = parser.currentName();
                    map.put(name, value(parser, parser.nextToken()));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
                    list.add(value(parser, t));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT, LONG -> (Object) parser.getLongValue();
                    default -> bounded(parser, parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new StreamReadException(parser, "not a JSON value");
        };
    }

    /** An exponent may be beyond any decimal, and a float no number; the parser has no exception of its own for that. */
    private static BigDecimal decimal(JsonParser parser) {
        try {
            BigDecimal decimal = parser.getDecimalValue();
            var unused = bounded(parser, decimal.unscaledValue());
            return decimal;
        } catch (NumberFormatException e) {
            throw new StreamReadException(parser, "a number is beyond what can be read", e);
        }
    }

    /** In CBOR a number is bytes, whose digits are not counted by the parser. */
    private static BigInteger bounded(JsonParser parser, BigInteger number) {
        if (number.bitLength() > MAX_NUMBER_BITS) {
            throw new StreamReadException(parser, "a number has too many digits");
        }
        return number;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Returns the message's id, if it has one that can be repeated. */
    Optional<String> id() {
        return fields.get("id") instanceof String id && id.length() <= MAX_ID_LENGTH && Unicode.isWellFormed(id)
                ? Optional.of(id)
                : Optional.empty();
    }

    ProtocolException fault(ErrorCode code, String message) {
        ServerMessage.Failure error = ServerMessage.Failure.of(code, message).re(id());
        if (fields.get("doc") instanceof String doc && isDoc(doc)) {
            error = error.doc(doc);
        }
        if (fields.get("seq") instanceof Number seq && isInteger(seq, 1, MAX_INTEGER)) {
            error = error.seq(seq.longValue());
        }
        return new ProtocolException(error);
    }

    private ProtocolException wrong(String name, String rule) {
        String what = has(name) ? "is not " + rule : "is missing: " + rule;
        return fault(ErrorCode.BAD_MESSAGE, "the field " + name + " " + what);
    }

    String string(String name) throws ProtocolException {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw wrong(name, "a string");
    }

    String string(String name, String absent) throws ProtocolException {
        return has(name) ? string(name) : absent;
    }

    String doc() throws ProtocolException {
        if (fields.get("doc") instanceof String doc && isDoc(doc)) {
            return doc;
        }
        throw wrong("doc", "1 to 128 characters of A-Z a-z 0-9 _ . ~ -");
    }

    long integer(String name, long min) throws ProtocolException {
        if (fields.get(name) instanceof Number number && isInteger(number, min, MAX_INTEGER)) {
            return number.longValue();
        }
        throw wrong(name, "an integer from " + min + " to 2^53 - 1");
    }

    private static boolean isInteger(Number number, long min, long max) {
        return (number instanceof Long || number instanceof Integer)
                && number.longValue() >= min
                && number.longValue() <= max;
    }

    /** Returns whether a document may have this name. */
    private static boolean isDoc(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isLetterOrDigit(name.charAt(i)) && "_.~-".indexOf(name.charAt(i)) < 0) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= MAX_DOC_LENGTH;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    OptionalLong optionalInteger(String name, long min) throws ProtocolException {
        return has(name) ? OptionalLong.of(integer(name, min)) : OptionalLong.empty();
    }

    boolean bool(String name, boolean absent) throws ProtocolException {
        if (!has(name)) {
            return absent;
        }
        if (fields.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    /** Returns an operation, whose text can be encoded again. */
    Json operation(String name) throws ProtocolException {
        Json operation = json(name);
        if (Unicode.isWellFormed(fields.get(name))) {
            return operation;
        }
        throw new ProtocolException(fault(ErrorCode.INVALID_OPERATION, "text holds half a surrogate pair")
                .failure()
                .rule("lone_surrogate", -1));
    }

    Json json(String name) throws ProtocolException {
        if (has(name)) {
            return Json.of(fields.get(name));
        }
        throw wrong(name, "a JSON value");
    }

    Optional<Json> optionalJson(String name) throws ProtocolException {
        return has(name) ? Optional.of(json(name)) : Optional.empty();
    }

    Optional<Selection> selection(String name) throws ProtocolException {
        if (!has(name) || fields.get(name) == null) {
            return Optional.empty();
        }
        JsonFields ends = nested(name);
        long anchor = ends.integer("anchor", 0);
        long head = ends.integer("head", 0);
        if (anchor > Integer.MAX_VALUE || head > Integer.MAX_VALUE) {
            throw wrong(name, "a selection within 2^31 - 1");
        }
        Object path = ends.fields.getOrDefault("path", List.of());
        if (!(path instanceof List<?> steps)) {
            throw wrong(name, "a selection whose path is a list");
        }
        List<Object> typed = new ArrayList<>();
        for (Object step : steps) {
            if (step instanceof Number index && isInteger(index, 0, Integer.MAX_VALUE)) {
                typed.add(index.intValue());
            } else if (step instanceof String key) {
                typed.add(key);
            } else {
                throw wrong(name, "a selection whose path holds keys and indexes");
            }
        }
        return Optional.of(new Selection(typed, (int) anchor, (int) head));
    }

    Change<Selection> selectionChange(String name) throws ProtocolException {
        if (!has(name)) {
            return new Change.Keep<>();
        }
        return selection(name).<Change<Selection>>map(Change.Set::new).orElseGet(Change.Remove::new);
    }

    Change<Json> stateChange(String name) throws ProtocolException {
        if (!has(name)) {
            return new Change.Keep<>();
        }
        if (fields.get(name) == null) {
            return new Change.Remove<>();
        }
        if (object(fields.get(name)).isEmpty()) {
            throw wrong(name, "an object");
        }
        if (!Unicode.isWellFormed(fields.get(name))) {
            throw wrong(name, "well-formed Unicode");
        }
        return new Change.Set<>(json(name));
    }

    JsonFields nested(String name) throws ProtocolException {
        return new JsonFields(object(fields.get(name)).orElseThrow(() -> wrong(name, "an object")));
    }

    List<JsonFields> objects(String name) throws ProtocolException {
        if (!(fields.get(name) instanceof List<?> list)) {
            throw wrong(name, "a list of objects");
        }
        List<JsonFields> nested = new ArrayList<>(list.size());
        for (Object item : list) {
            nested.add(new JsonFields(object(item).orElseThrow(() -> wrong(name, "a list of objects"))));
        }
        return nested;
    }

    List<String> strings(String name) throws ProtocolException {
        if (!(fields.get(name) instanceof List<?> list)) {
            throw wrong(name, "a list of strings");
        }
        List<String> strings = new ArrayList<>(list.size());
        for (Object item : list) {
            if (!(item instanceof String text)) {
                throw wrong(name, "a list of strings");
            }
            strings.add(text);
        }
        return strings;
    }
}
