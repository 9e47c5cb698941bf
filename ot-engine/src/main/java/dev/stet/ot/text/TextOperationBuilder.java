package dev.stet.ot.text;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import java.util.Arrays;

/**
 * Makes a {@link TextOperation} from components given in order: leaves out empty ones, merges neighbours of one kind,
 * and drops retains at the end.
 *
 * <p>Confined to its owner's thread; good for one operation.
 */
public final class TextOperationBuilder {
    private static final int USUAL_SIZE = 4;
    private static final char[] NO_TEXT = {};

    private long[] packed = new long[USUAL_SIZE];
    private int size;

    /** Components given so far, empty ones and merged ones too: the index of the next one, for messages. */
    private int given;

    private long baseLength;
    private long targetLength;

    /** The inserted text up to the last stretch; none as long as there is only one, which stays where it came from. */
    private char[] earlier = NO_TEXT;

    private int earlierLength;

    /** The last stretch of inserted text: from {@link #sourceFrom} to {@link #sourceTo} of this. */
    private String source = "";

    private int sourceFrom;
    private int sourceTo;

    TextOperationBuilder() {}

    /**
     * Leaves units as they are.
     *
     * @throws InvalidOperationException if the operation walks over more units than can be counted
     */
    public TextOperationBuilder retain(int length) {
        requireLength(length);
        append(Kind.RETAIN, length, length, length);
        return this;
    }

    /**
     * Puts a text in.
     *
     * @throws InvalidOperationException if it holds a lone surrogate, or makes the document too long
     */
    public TextOperationBuilder insert(String text) {
        int lone = Surrogates.firstLone(text);
        if (lone >= 0) {
            throw new InvalidOperationException(
                    Rule.LONE_SURROGATE, given, "an insert must not hold a lone surrogate, index=" + lone);
        }
        return insert(text, 0, text.length());
    }

    /**
     * Takes units away.
     *
     * @throws InvalidOperationException if the operation walks over more units than can be counted
     */
    public TextOperationBuilder delete(int length) {
        requireLength(length);
        append(Kind.DELETE, length, length, 0);
        return this;
    }

    /** Puts in part of a text, which is well formed. */
    TextOperationBuilder insert(String text, int from, int to) {
        append(Kind.INSERT, to - from, 0, to - from);
        if (from == to) {
            return this;
        }
        if (sourceFrom == sourceTo) {
            source = text;
            sourceFrom = from;
        } else if (!sameString(source, text) || sourceTo != from) {
            keepStretch();
            source = text;
            sourceFrom = from;
        }
        sourceTo = to;
        return this;
    }

    /** Returns the operation. */
    public TextOperation build() {
        if (size > 0 && Kind.of(packed[size - 1]) == Kind.RETAIN) {
            int trailing = Kind.length(packed[--size]);
            baseLength -= trailing;
            targetLength -= trailing;
        }
        if (size == 0) {
            return TextOperation.noop();
        }
        long[] exact = size == packed.length ? packed : Arrays.copyOf(packed, size);
        return new TextOperation(exact, inserted(), (int) baseLength, (int) targetLength);
    }

    private String inserted() {
        if (earlierLength == 0) {
            return source.substring(sourceFrom, sourceTo);
        }
        keepStretch();
        return new String(earlier, 0, earlierLength);
    }

    /** Copies the last stretch to the earlier ones. */
    private void keepStretch() {
        int needed = earlierLength + sourceTo - sourceFrom;
        if (needed > earlier.length) {
            earlier = Arrays.copyOf(earlier, (int) Math.min(Integer.MAX_VALUE, 2L * needed));
        }
        source.getChars(sourceFrom, sourceTo, earlier, earlierLength);
        earlierLength = needed;
    }

    private void append(Kind kind, int length, int inBase, int inTarget) {
        baseLength += inBase;
        targetLength += inTarget;
        if (baseLength > Integer.MAX_VALUE || targetLength > Integer.MAX_VALUE) {
            throw new InvalidOperationException(
                    Rule.TOO_LARGE,
                    given,
                    "an operation walks over more units than can be counted, before=" + baseLength + " after="
                            + targetLength + " limit=" + Integer.MAX_VALUE);
        }
        given++;
        if (length == 0) {
            return;
        }
        if (size > 0 && Kind.of(packed[size - 1]) == kind) {
            packed[size - 1] += length;
            return;
        }
        if (size == packed.length) {
            packed = Arrays.copyOf(packed, size * 2);
        }
        packed[size++] = kind.packed(length);
    }

    @SuppressWarnings("ReferenceEquality") // equal strings in different places are different sources
    private static boolean sameString(String one, String other) {
        return one == other;
    }

    private static void requireLength(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("a length cannot be negative, length=" + length);
        }
    }
}
