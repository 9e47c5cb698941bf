package dev.stet.server.transport.api;

import dev.stet.ot.OperationType;
import dev.stet.ot.richtext.RichText;
import dev.stet.ot.richtext.RichTextType;
import dev.stet.server.document.Snapshot;
import dev.stet.server.history.Wanted;
import dev.stet.server.rendering.MarkdownReader;
import dev.stet.server.rendering.PlainText;
import dev.stet.server.rendering.RichTextHtml;
import dev.stet.server.rendering.RichTextMarkdown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document's content in a media type. */
enum Representation {
    PLAIN("text/plain", "text/plain; charset=utf-8", "text"),
    JSON("application/json", "application/json", "json0"),
    MARKDOWN("text/markdown", "text/markdown; charset=utf-8", "rich-text"),
    HTML("text/html", "text/html; charset=utf-8", "rich-text");

    private final String mediaType;
    private final String contentType;
    private final String usualType;

    Representation(String mediaType, String contentType, String usualType) {
        this.mediaType = mediaType;
        this.contentType = contentType;
        this.usualType = usualType;
    }

    /** Returns the type of a document that is created with such content, if nothing else is said. */
    String usualType() {
        return usualType;
    }

    /** Returns the value of {@code Content-Type}. */
    String contentType() {
        return contentType;
    }

    /** Returns those that documents of a type can be had in, the preferred one first. */
    static List<Representation> readable(OperationType<?, ?> type) {
        if (isText(type)) {
            return List.of(PLAIN);
        }
        return isRichText(type) ? List.of(JSON, MARKDOWN, HTML, PLAIN) : List.of(JSON);
    }

    /** Returns those that documents of a type can be written in. */
    static List<Representation> writable(OperationType<?, ?> type) {
        if (isText(type)) {
            return List.of(PLAIN);
        }
        return isRichText(type) ? List.of(JSON, MARKDOWN, PLAIN) : List.of(JSON);
    }

    private static boolean isText(OperationType<?, ?> type) {
        return encodedEmpty(type) instanceof String;
    }

    private static boolean isRichText(OperationType<?, ?> type) {
        return type.empty() instanceof RichText;
    }

    private static <S> Object encodedEmpty(OperationType<S, ?> type) {
        return type.encodeSnapshot(type.empty());
    }

    /**
     * Chooses what to answer in.
     *
     * @throws ApiException if the document cannot be had in what {@code Accept} names
     */
    static Representation accepted(Optional<String> accept, OperationType<?, ?> type) throws ApiException {
        List<String> offered = mediaTypes(readable(type));
        return Accept.choose(accept, offered)
                .flatMap(Representation::of)
                .orElseThrow(() -> new ApiException(
                        Problem.NOT_ACCEPTABLE,
                        "the document cannot be had in this media type",
                        Map.of("available", offered)));
    }

    /**
     * Returns what a body is in.
     *
     * @throws ApiException if documents of the type cannot be written in it
     */
    static Representation sent(Optional<String> contentType, OperationType<?, ?> type) throws ApiException {
        List<Representation> writable = writable(type);
        return contentType
                .flatMap(Representation::of)
                .filter(writable::contains)
                .orElseThrow(() -> new ApiException(
                        Problem.UNSUPPORTED_MEDIA_TYPE,
                        "documents of this type cannot be written in this media type",
                        Map.of("accepted", mediaTypes(writable))));
    }

    /** Finds one by the value of {@code Content-Type}, whatever its parameters. */
    static Optional<Representation> of(String contentType) {
        String wanted = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(one -> one.mediaType.equals(wanted))
                .findFirst();
    }

    private static List<String> mediaTypes(List<Representation> representations) {
        return representations.stream().map(one -> one.mediaType).toList();
    }

    /** Returns the content in UTF-8. */
    byte[] write(Snapshot snapshot) {
        return switch (this) {
            case JSON -> snapshot.encode();
            case MARKDOWN -> RichTextMarkdown.of(richText(snapshot)).getBytes(StandardCharsets.UTF_8);
            case HTML -> RichTextHtml.of(richText(snapshot)).getBytes(StandardCharsets.UTF_8);
            case PLAIN ->
                (snapshot.content().snapshot() instanceof RichText text
                                ? text.plainText()
                                : snapshot.text().orElseThrow())
                        .getBytes(StandardCharsets.UTF_8);
        };
    }

    private static RichText richText(Snapshot snapshot) {
        return (RichText) snapshot.content().snapshot();
    }

    /**
     * Reads content in one of the {@linkplain #writable writable} ones.
     *
     * @throws ApiException if it is not well formed
     */
    Wanted read(byte[] body) throws ApiException {
        return switch (this) {
            case JSON -> ofValue(JsonBody.value(body));
            case PLAIN -> ofText(text(body));
            case MARKDOWN -> ofSnapshot(RichTextType.RICH_TEXT.encodeSnapshot(MarkdownReader.read(text(body))));
            case HTML -> throw new ApiException(Problem.UNSUPPORTED_MEDIA_TYPE, "HTML is only read");
        };
    }

    /** Returns the content that a JSON value stands for: of rich text, a string is text that keeps its look where it stays. */
    static Wanted ofValue(@Nullable Object value) {
        return value instanceof String text ? ofText(text) : ofSnapshot(value);
    }

    private static Wanted ofSnapshot(@Nullable Object value) {
        return new Wanted() {
            @SuppressWarnings("NullAway") // types know JSON's null as a value like any other
            @Override
            public <S, O> Object changeFrom(OperationType<S, O> type, S before) {
                return type.encode(type.diff(before, type.decodeSnapshot(value)));
            }
        };
    }

    private static Wanted ofText(String text) {
        return new Wanted() {
            @Override
            public <S, O> Object changeFrom(OperationType<S, O> type, S before) {
                return before instanceof RichText look
                        ? PlainText.changeTo(text, look)
                        : type.encode(type.diff(before, type.decodeSnapshot(text)));
            }
        };
    }

    private static String text(byte[] body) throws ApiException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ApiException(Problem.BAD_MESSAGE, "the body is not UTF-8");
        }
    }
}
