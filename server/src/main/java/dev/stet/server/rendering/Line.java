package dev.stet.server.rendering;

import dev.stet.ot.json.JsonLiteral;
import dev.stet.ot.json.JsonNumber;
import dev.stet.ot.json.JsonString;
import dev.stet.ot.json.JsonValue;
import dev.stet.ot.richtext.Attributes;
import dev.stet.ot.richtext.Piece;
import dev.stet.ot.richtext.RichText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of rich text: what stands before a newline, and how the newline looks, which is how the line does: a heading, an
 * item of a list. What stands after the last newline is a plain line. Immutable.
 */
record Line(List<Run> runs, Look look) {
    Line {
        runs = List.copyOf(runs);
    }

    /** A stretch of a line that looks the same all over: a text, or an embed. */
    sealed interface Run {
        Look look();
    }

    /** Text, never empty, without newlines. */
    record Text(String text, Look look) implements Run {}

    /**
     * Something that is no text.
     *
     * @param kind the name of its one member: {@code image}
     * @param value the member's value, if it is a string; else empty
     */
    record Embed(String kind, String value, Look look) implements Run {}

    /** Attributes, with the values that have a meaning here. */
    record Look(Attributes attributes) {
        /** Returns whether an attribute is there, and neither {@code false}, {@code null} nor empty. */
        boolean has(String name) {
            return attributes.value(name).filter(Look::isSet).isPresent();
        }

        private static boolean isSet(JsonValue value) {
            return switch (value) {
                case JsonLiteral literal -> literal == JsonLiteral.TRUE;
                case JsonString text -> text.length() > 0;
                default -> true;
            };
        }

        /** Returns an attribute that is a string or a number. */
        Optional<String> text(String name) {
            return attributes.value(name).flatMap(Look::text);
        }

        private static Optional<String> text(JsonValue value) {
            return switch (value) {
                case JsonString text when text.length() > 0 -> Optional.of(text.plain());
                case JsonNumber number -> Optional.of(number.toString());
                default -> Optional.empty();
            };
        }

        /** Returns an attribute that is a whole number within bounds, or 0. */
        int number(String name, int most) {
            Optional<String> digits =
                    text(name).filter(text -> text.length() == 1 && Character.isDigit(text.charAt(0)));
            int number = digits.map(text -> Character.digit(text.charAt(0), 10)).orElse(0);
            return number <= most ? number : 0;
        }
    }

    /** Returns the lines of a document. An empty document has none. */
    static List<Line> of(RichText document) {
        List<Line> lines = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        document.forEach(piece -> {
            Look look = new Look(piece.attributes());
            switch (piece) {
                case Piece.Embed embed -> runs.add(embed(embed, look));
                case Piece.Text text -> {
                    String[] parts = text.text().toString().split("\n", -1);
                    for (int i = 0; i < parts.length; i++) {
                        if (i > 0) {
                            lines.add(new Line(runs, look));
                            runs.clear();
                        }
                        if (!parts[i].isEmpty()) {
                            runs.add(new Text(parts[i], look));
                        }
                    }
                }
            }
        });
        if (!runs.isEmpty()) {
            lines.add(new Line(runs, new Look(Attributes.none())));
        }
        return lines;
    }

    private static Embed embed(Piece.Embed embed, Look look) {
        List<String> kinds = new ArrayList<>();
        embed.value().forEach((kind, value) -> kinds.add(kind));
        String kind = kinds.isEmpty() ? "" : kinds.getFirst();
        String value = embed.value()
                .member(kind)
                .filter(JsonString.class::isInstance)
                .map(text -> ((JsonString) text).plain())
                .orElse("");
        return new Embed(kind, value, look);
    }

    /** Returns whether the line is part of a block of code. */
    boolean isCode() {
        return look.has("code-block");
    }
}
