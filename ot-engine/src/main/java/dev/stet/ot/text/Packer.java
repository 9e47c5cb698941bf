package dev.stet.ot.text;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import java.util.Arrays;

/**
 * Packs components that are given in order: leaves out empty ones, merges neighbours of one kind, and drops retains at
 * the end. Texts are well formed; lengths are 0 or more. Whatever makes an operation makes it with this.
 *
 * <p>Confined to its owner's thread; good for one operation.
 */
final class Packer {
    private static final int USUAL_SIZE = 4;
    private static final TextCollector SAID_NOTHING = new TextCollector();

    private long[] packed;
    private int size;

    /** Components given so far, empty ones and merged ones too: the index of the next one, for messages. */
    private int given;

    private long baseLength;
    private long targetLength;

    /** UTF-16 code units of all texts given. */
    private long extents;

    private final TextCollector inserted = new TextCollector();

    /** What deletes say; most say nothing. */
    private TextCollector removed = SAID_NOTHING;

    /** A packer of a few components. */
    Packer() {
        this(USUAL_SIZE);
    }

    /** A packer of about so many components, 1 or more. */
    Packer(int expected) {
        packed = new long[expected];
    }

    /** Returns the index of the next component. */
    int given() {
        return given;
    }

    /** Leaves units as they are. */
    void retain(int length) {
        baseLength += length;
        targetLength += length;
        append(Kind.RETAIN, length, 0);
    }

    /** Puts part of a text in, which is {@code length} units long. */
    void insert(int length, String text, int from, int to) {
        targetLength += length;
        append(Kind.INSERT, length, to - from);
        inserted.append(text, from, to);
    }

    /** Takes units away. */
    void delete(int length) {
        delete(length, "", 0, 0);
    }

    /** Takes units away, which are this part of a text; if it is empty, it is not said what they are. */
    void delete(int length, String text, int from, int to) {
        baseLength += length;
        if (from == to && removed == SAID_NOTHING) {
            append(Kind.DELETE, length, 0);
        } else if (length > 0) {
            appendSaid(length, text, from, to);
        }
    }

    /** A delete that says its text and a neighbour that does not become one that does not. */
    private void appendSaid(int length, String text, int from, int to) {
        if (removed == SAID_NOTHING) {
            removed = new TextCollector();
        }
        boolean merged = size > 0 && Kind.of(packed[size - 1]) == Kind.DELETE;
        int before = merged ? Kind.extent(packed[size - 1]) : 0;
        if (merged && (before == 0) != (from == to)) {
            removed.dropLast(before);
            packed[size - 1] = Kind.DELETE.packed(Kind.length(packed[size - 1]), 0);
            append(Kind.DELETE, length, 0);
        } else {
            append(Kind.DELETE, length, to - from);
            removed.append(text, from, to);
        }
    }

    /** Returns the operation, of the same type as the one given. */
    <O extends PackedOperation<O>> O build(O like) {
        if (size > 0 && Kind.of(packed[size - 1]) == Kind.RETAIN) {
            int trailing = Kind.length(packed[--size]);
            baseLength -= trailing;
            targetLength -= trailing;
        }
        long[] exact = size == packed.length ? packed : Arrays.copyOf(packed, size);
        return like.made(exact, inserted.text(), removed.text(), (int) baseLength, (int) targetLength);
    }

    private void append(Kind kind, int length, int extent) {
        extents += extent;
        if ((baseLength | targetLength | extents) > Integer.MAX_VALUE) {
            throw tooLarge();
        }
        given++;
        if (length == 0) {
            return;
        }
        if (size > 0 && Kind.of(packed[size - 1]) == kind) {
            packed[size - 1] += Kind.RETAIN.packed(length, extent);
            return;
        }
        if (size == packed.length) {
            packed = Arrays.copyOf(packed, size * 2);
        }
        packed[size++] = kind.packed(length, extent);
    }

    private InvalidOperationException tooLarge() {
        return new InvalidOperationException(
                Rule.TOO_LARGE,
                given,
                "an operation walks over more units than can be counted, before=" + baseLength + " after="
                        + targetLength + " limit=" + Integer.MAX_VALUE);
    }
}
