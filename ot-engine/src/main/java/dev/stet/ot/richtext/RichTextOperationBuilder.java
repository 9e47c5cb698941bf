package dev.stet.ot.richtext;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.json.JsonObject;
import dev.stet.ot.plain.Surrogates;
import java.util.Arrays;

/**
 * Makes a {@link RichTextOperation} from components given in order: leaves out empty ones, merges neighbours that can be
 * one, puts what is inserted before a delete at the same place, and drops what only retains at the end.
 *
 * <p>Confined to its owner's thread; good for one operation.
 */
public final class RichTextOperationBuilder {
    private static final int USUAL_SIZE = 4;

    private long[] packed = new long[USUAL_SIZE];
    private int size;

    private Attributes[] attributes = RichTextOperation.NO_ATTRIBUTES;
    private int attributed;

    private JsonObject[] embeds = RichTextOperation.NO_EMBEDS;
    private int embedded;

    private final InsertedText inserted = new InsertedText();

    /** Components given so far, empty ones and merged ones too: the index of the next one, for messages. */
    private int given;

    private long baseLength;
    private long targetLength;

    RichTextOperationBuilder() {}

    /**
     * Leaves units as they are.
     *
     * @throws InvalidOperationException if the operation walks over more units than can be counted
     */
    public RichTextOperationBuilder retain(int length) {
        return retain(length, Attributes.none());
    }

    /**
     * Leaves units where they are and changes their attributes.
     *
     * @param change the attributes to set; those to take away have the value {@code null}
     * @throws InvalidOperationException if the operation walks over more units than can be counted
     */
    public RichTextOperationBuilder retain(int length, Attributes change) {
        requireLength(length);
        append(Kind.RETAIN, length, change);
        return this;
    }

    /**
     * Puts a text in, without attributes.
     *
     * @throws InvalidOperationException if it holds a lone surrogate, or makes the document too long
     */
    public RichTextOperationBuilder insert(String text) {
        return insert(text, Attributes.none());
    }

    /**
     * Puts a text in.
     *
     * @throws InvalidOperationException if it holds a lone surrogate, or makes the document too long
     */
    public RichTextOperationBuilder insert(String text, Attributes with) {
        Surrogates.requireWellFormed(text, given);
        return insert(text, 0, text.length(), with);
    }

    /**
     * Puts something in that is no text.
     *
     * @throws InvalidOperationException if it makes the document too long
     */
    public RichTextOperationBuilder embed(JsonObject value, Attributes with) {
        append(Kind.EMBED, 1, with);
        if (embedded == embeds.length) {
            embeds = Arrays.copyOf(embeds, Math.max(1, embedded * 2));
        }
        embeds[embedded++] = value;
        return this;
    }

    /**
     * Takes units away.
     *
     * @throws InvalidOperationException if the operation walks over more units than can be counted
     */
    public RichTextOperationBuilder delete(int length) {
        requireLength(length);
        append(Kind.DELETE, length, Attributes.none());
        return this;
    }

    /** Puts in part of a text, which is well formed. */
    RichTextOperationBuilder insert(String text, int from, int to, Attributes with) {
        append(Kind.INSERT, to - from, with);
        if (from < to) {
            inserted.append(text, from, to);
        }
        return this;
    }

    /** Puts a piece of a document in. */
    RichTextOperationBuilder insert(Piece piece) {
        return switch (piece) {
            case Piece.Text text -> insert(text.text().toString(), 0, text.length(), text.attributes());
            case Piece.Embed embed -> embed(embed.value(), embed.attributes());
        };
    }

    /** Returns the operation. */
    public RichTextOperation build() {
        if (size > 0 && Kind.isPlainRetain(packed[size - 1])) {
            int trailing = Kind.length(packed[--size]);
            baseLength -= trailing;
            targetLength -= trailing;
        }
        if (size == 0) {
            return RichTextOperation.noop();
        }
        return new RichTextOperation(
                size == packed.length ? packed : Arrays.copyOf(packed, size),
                attributed == attributes.length ? attributes : Arrays.copyOf(attributes, attributed),
                embedded == embeds.length ? embeds : Arrays.copyOf(embeds, embedded),
                inserted.gathered(),
                (int) baseLength,
                (int) targetLength);
    }

    private void append(Kind kind, int length, Attributes with) {
        count(kind, length);
        given++;
        if (length == 0) {
            return;
        }
        long component = kind.packed(length, !with.isEmpty());
        boolean heldBack = size > 0 && kind.inserts() && Kind.of(packed[size - 1]) == Kind.DELETE;
        int place = heldBack ? size - 1 : size;
        if (place > 0 && kind != Kind.EMBED && joins(packed[place - 1], component, with)) {
            packed[place - 1] += length;
            return;
        }
        if (size == packed.length) {
            packed = Arrays.copyOf(packed, size * 2);
        }
        if (heldBack) {
            packed[size] = packed[place];
        }
        packed[place] = component;
        size++;
        if (!with.isEmpty()) {
            if (attributed == attributes.length) {
                attributes = Arrays.copyOf(attributes, Math.max(1, attributed * 2));
            }
            attributes[attributed++] = with;
        }
    }

    /** Returns whether a component can be one with the last one before it that is no delete held back. */
    private boolean joins(long last, long component, Attributes with) {
        return Kind.alike(last, component) && (with.isEmpty() || with.equals(attributes[attributed - 1]));
    }

    private void count(Kind kind, int length) {
        baseLength += kind.inserts() ? 0 : length;
        targetLength += kind == Kind.DELETE ? 0 : length;
        if (baseLength > Integer.MAX_VALUE || targetLength > Integer.MAX_VALUE) {
            throw new InvalidOperationException(
                    Rule.TOO_LARGE,
                    given,
                    "an operation walks over more units than can be counted, before=" + baseLength + " after="
                            + targetLength + " limit=" + Integer.MAX_VALUE);
        }
    }

    private static void requireLength(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("a length cannot be negative, length=" + length);
        }
    }
}
