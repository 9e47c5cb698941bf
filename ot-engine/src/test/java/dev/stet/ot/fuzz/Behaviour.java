package dev.stet.ot.fuzz;

import dev.stet.ot.InvalidOperationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a type did with an input, without the details: the rule and the sentence of a refusal, or the shape of what was
 * accepted. Two inputs with one behaviour teach the same. Immutable.
 */
record Behaviour(String how) {
    private static final int SHAPE_DEPTH = 4;
    private static final int SHAPE_WIDTH = 6;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.E+-]*|Infinity|NaN");

    static Behaviour refusing(InvalidOperationException refusal) {
        return new Behaviour(refusal.rule() + " " + Math.min(refusal.component(), 2) + " "
                + NUMBER.matcher(String.valueOf(refusal.getMessage())).replaceAll("#"));
    }

    static Behaviour accepting(Object json) {
        return new Behaviour(shape(json, SHAPE_DEPTH));
    }

    /** Returns the types of a value's parts, as far as a few levels down. */
    private static String shape(Object json, int depth) {
        return switch (json) {
            case null -> "0";
            case String text -> text.isEmpty() ? "e" : "s";
            case Number number -> number instanceof Integer ? "i" : "n";
            case Boolean bool -> "b";
            case List<?> list -> depth == 0 ? "[" : shape(list, depth);
            case Map<?, ?> map -> depth == 0 ? "{" : shape(map, depth);
            default -> "?";
        };
    }

    private static String shape(List<?> list, int depth) {
        StringBuilder shape = new StringBuilder("[");
        list.stream().limit(SHAPE_WIDTH).forEach(part -> shape.append(shape(part, depth - 1)));
        return shape.append(']').toString();
    }

    private static String shape(Map<?, ?> map, int depth) {
        StringBuilder shape = new StringBuilder("{");
        Map<String, Object> ordered = new TreeMap<>();
        map.forEach((key, value) -> ordered.put(String.valueOf(key), value));
        ordered.entrySet().stream()
                .limit(SHAPE_WIDTH)
                .forEach(part -> shape.append(
                                part.getKey(), 0, Math.min(2, part.getKey().length()))
                        .append(shape(part.getValue(), depth - 1)));
        return shape.append('}').toString();
    }
}
