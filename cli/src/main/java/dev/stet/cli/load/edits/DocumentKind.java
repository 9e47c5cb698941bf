package dev.stet.cli.load.edits;

import dev.stet.ot.OperationType;
import dev.stet.ot.json.Json0Type;
import dev.stet.ot.richtext.Attributes;
import dev.stet.ot.richtext.RichTextOperation;
import dev.stet.ot.richtext.RichTextType;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A type of document, with what a load needs beside it. Immutable.
 *
 * @param content returns the operations that fill an empty document with about so many characters
 * @param writing makes what a new writer does
 */
public record DocumentKind<S, O>(
        OperationType<S, O> type,
        BiFunction<Integer, RandomGenerator, List<O>> content,
        Function<RandomGenerator, Edits<S, O>> writing) {
    /** Names of the types there are. */
    public static final List<String> NAMES = List.of("text", "rich-text", "json0");

    /** As much as surely fits into one operation. */
    private static final int CHARACTERS_AT_ONCE = 1 << 16;

    /**
     * Returns the kind of documents of a type.
     *
     * @throws IllegalArgumentException if there is none of that name, or the mix is not for it
     */
    public static DocumentKind<?, ?> of(String type, Mix mix) {
        if (mix.trace().isPresent() && !type.equals("text")) {
            throw new IllegalArgumentException("a trace is plain text, type=" + type);
        }
        return switch (type) {
            case "text" ->
                new DocumentKind<>(
                        TextType.TEXT,
                        (size, random) -> chunks(size, random, TextOperation::replace),
                        random -> mix.trace()
                                .<Edits<Rope, TextOperation>>map(trace -> new TraceTyping(trace, random))
                                .orElseGet(() -> new TextTyping(mix, random)));
            case "rich-text" ->
                new DocumentKind<>(
                        RichTextType.RICH_TEXT,
                        (size, random) -> chunks(
                                size,
                                random,
                                (at, deleted, text) -> RichTextOperation.replace(at, deleted, text, Attributes.none())),
                        random -> new RichTextTyping(mix, random));
            case "json0" ->
                new DocumentKind<>(Json0Type.JSON0, JsonEditing::board, random -> new JsonEditing(mix, random));
            default -> throw new IllegalArgumentException("there is no such type of document, type=" + type);
        };
    }

    private interface Replacement<O> {
        O of(int at, int deleted, String text);
    }

    private static <O> List<O> chunks(int size, RandomGenerator random, Replacement<O> replacement) {
        List<O> operations = new ArrayList<>();
        for (int at = 0; at < size; at += CHARACTERS_AT_ONCE) {
            operations.add(replacement.of(at, 0, Letters.text(Math.min(CHARACTERS_AT_ONCE, size - at), random)));
        }
        return operations;
    }
}
