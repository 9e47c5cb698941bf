package dev.stet.ot.richtext;

import dev.stet.ot.json.JsonLiteral;
import dev.stet.ot.json.JsonObject;
import dev.stet.ot.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Operations and documents in the short form of the tables of these tests.
 *
 * <pre>
 *   2        retains 2          'xy'      inserts xy
 *   2{b}     with b: true       'xy'{b}   with b: true
 *   2{-b}    with b: null       @pic      inserts the embed {"pic": true}
 *   2{b=1}   with b: 1          -3        deletes 3          .   nothing at all
 * </pre>
 */
final class Notation {
    private static final Pattern COMPONENT =
            Pattern.compile("(?<length>-?\\d+)?('(?<text>[^']*)')?(@(?<embed>\\w+))?(\\{(?<attributes>[^}]*)})?");
    private static final Pattern SEPARATOR = Pattern.compile(" +(?=(?:[^']*'[^']*')*[^']*$)");

    private Notation() {}

    /** Reads an operation. */
    static RichTextOperation op(String notation) {
        RichTextOperationBuilder builder = RichTextOperation.builder();
        if (notation.equals(".")) {
            return builder.build();
        }
        for (String part : SEPARATOR.split(notation)) {
            Matcher component = COMPONENT.matcher(part);
            if (!component.matches()) {
                throw new IllegalArgumentException("not a component: " + part);
            }
            Attributes attributes = attributes(component.group("attributes"));
            String length = component.group("length");
            if (length != null && length.startsWith("-")) {
                builder.delete(-Integer.parseInt(length));
            } else if (length != null) {
                builder.retain(Integer.parseInt(length), attributes);
            } else if (component.group("text") != null) {
                builder.insert(component.group("text"), attributes);
            } else {
                builder.embed((JsonObject) JsonValue.of(Map.of(component.group("embed"), true)), attributes);
            }
        }
        return builder.build();
    }

    /** Reads an operation as it is on the wire. */
    static RichTextOperation json(String json) {
        return RichTextType.RICH_TEXT.decode(JsonMapper.shared().readValue(json, Object.class));
    }

    /** Reads a document: inserts. */
    static RichText doc(String notation) {
        return RichTextType.RICH_TEXT.apply(RichText.empty(), op(notation));
    }

    /** Writes an operation. */
    static String write(RichTextOperation operation) {
        StringJoiner parts = new StringJoiner(" ").setEmptyValue(".");
        for (RichTextComponent component : operation.components()) {
            parts.add(
                    switch (component) {
                        case RichTextComponent.Retain retain -> retain.length() + write(retain.attributes());
                        case RichTextComponent.Insert insert -> "'" + insert.text() + "'" + write(insert.attributes());
                        case RichTextComponent.Embed embed ->
                            "@" + embed.value().plain().keySet().iterator().next() + write(embed.attributes());
                        case RichTextComponent.Delete delete -> "-" + delete.length();
                    });
        }
        return parts.toString();
    }

    /** Writes a document. */
    static String write(RichText document) {
        return write(RichTextType.RICH_TEXT.diff(RichText.empty(), document));
    }

    private static Attributes attributes(String notation) {
        Map<String, Object> attributes = new HashMap<>();
        if (notation != null) {
            for (String one : notation.split(",")) {
                String[] parts = one.split("=");
                if (parts.length == 2) {
                    attributes.put(parts[0], Integer.valueOf(parts[1]));
                } else {
                    attributes.put(one.replace("-", ""), one.startsWith("-") ? null : true);
                }
            }
        }
        return Attributes.of(attributes);
    }

    private static String write(Attributes attributes) {
        if (attributes.isEmpty()) {
            return "";
        }
        StringJoiner parts = new StringJoiner(",", "{", "}");
        attributes
                .toMap()
                .forEach((name, value) -> parts.add(
                        value.equals(JsonValue.NULL)
                                ? "-" + name
                                : value.equals(JsonLiteral.TRUE) ? name : name + "=" + value));
        return parts.toString();
    }
}
