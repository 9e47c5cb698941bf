package dev.stet.server.protocol;

import java.nio.ByteBuffer;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * What a message is made of, without what it says: {@code {"type":"op:submit","doc":string(7),"op":[number,string(12)]}}. Texts
 * and names that are not the protocol's become their lengths; numbers are shown only where they number something.
 *
 * <p>Confined to one thread, used once.
 */
public final class MessageShape {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final CBORFactory CBOR = CBORFactory.builder().build();

    /** Bytes of a message that are looked at. */
    private static final int MAX_BYTES = 8192;

    private static final String CUT = "…";
    private static final Set<String> NAMES = Set.of(
            "type",
            "id",
            "doc",
            "docType",
            "create",
            "since",
            "inFlight",
            "revision",
            "seq",
            "op",
            "selection",
            "anchor",
            "head",
            "path",
            "state",
            "share",
            "token");
    private static final Set<String> NUMBERS = Set.of("since", "inFlight", "revision", "seq");
    private static final Set<String> TYPES =
            Set.of("doc:open", "doc:close", "op:submit", "presence:update", "session:renew", "ping");

    private final TokenStreamFactory language;
    private final StringBuilder shape = new StringBuilder();
    private final int maxLength;
    private String name = "";

    private MessageShape(TokenStreamFactory language, int maxLength) {
        this.language = language;
        this.maxLength = maxLength;
    }

    /**
     * Returns the shape of a message.
     *
     * @param binary whether it is CBOR, and not JSON
     * @param maxLength the longest one that is wanted, in characters; what is longer is cut
     */
    public static String of(ByteBuffer message, boolean binary, int maxLength) {
        MessageShape shape = new MessageShape(binary ? CBOR : JSON, maxLength);
        shape.read(message);
        return shape.shape.length() <= maxLength
                ? shape.shape.toString()
                : shape.shape.substring(0, maxLength - CUT.length()) + CUT;
    }

    private void read(ByteBuffer message) {
        ByteBuffer whole = message.duplicate().rewind();
        byte[] beginning = new byte[Math.min(whole.remaining(), MAX_BYTES)];
        whole.get(beginning);
        try (JsonParser parser = language.createParser(ObjectReadContext.empty(), beginning)) {
            for (JsonToken token = parser.nextToken();
                    token != null && shape.length() <= maxLength;
                    token = parser.nextToken()) {
                add(parser, token);
            }
        } catch (JacksonException e) {
            shape.append(whole.hasRemaining() ? CUT : "(not " + language.getFormatName() + ")");
        }
    }

    private void add(JsonParser parser, JsonToken token) {
        boolean ends = token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT;
        if (!ends && !shape.isEmpty() && "{[:".indexOf(shape.charAt(shape.length() - 1)) < 0) {
            shape.append(',');
        }
        switch (token) {
            case PROPERTY_NAME -> {
                name = parser.currentName();
                shape.append(NAMES.contains(name) ? '"' + name + '"' : "name(" + name.length() + ")")
                        .append(':');
            }
            case VALUE_STRING -> {
                String text = parser.getString();
                boolean known = name.equals("type") && TYPES.contains(text);
                shape.append(known ? '"' + text + '"' : "string(" + text.length() + ")");
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                shape.append(NUMBERS.contains(name) ? number(parser) : "number");
            case VALUE_EMBEDDED_OBJECT ->
                shape.append("bytes(").append(parser.getBinaryValue().length).append(')');
            default -> shape.append(token.asString());
        }
        if (token != JsonToken.PROPERTY_NAME) {
            name = "";
        }
    }

    private static String number(JsonParser parser) {
        String digits = parser.getString();
        return digits.length() <= 20 ? digits : "number";
    }
}
