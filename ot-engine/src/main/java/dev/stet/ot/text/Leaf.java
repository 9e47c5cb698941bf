package dev.stet.ot.text;

/**
 * A chunk of text, at most {@value #MAX_LENGTH} units, in the narrowest form that holds it: one byte a unit where all
 * are Latin-1, two bytes otherwise. Immutable.
 */
abstract sealed class Leaf extends Node permits NarrowLeaf, WideLeaf {
    /**
     * The longest chunk. A keystroke copies one chunk, a chunk costs some 90 bytes besides its text: longer ones make
     * typing dearer, shorter ones memory.
     */
    static final int MAX_LENGTH = 512;

    /** Neighbours of no more than this become one; less than the longest, so that a split is not at once undone. */
    static final int MERGE_LENGTH = MAX_LENGTH * 3 / 4;

    /** How long chunks are when a long text is cut up: room is left to type in. */
    static final int FRESH_LENGTH = MAX_LENGTH * 7 / 8;

    Leaf(int length, int codePoints) {
        super(length, codePoints);
    }

    /** Returns the balanced tree of a well-formed text. */
    static Node tree(String text, int from, int to) {
        int length = to - from;
        if (length <= FRESH_LENGTH) {
            return of(text, from, to);
        }
        int chunks = (length + FRESH_LENGTH - 1) / FRESH_LENGTH;
        Node[] leaves = new Node[chunks];
        int start = from;
        for (int i = 1; i <= chunks; i++) {
            int end = from + (int) ((long) length * i / chunks);
            if (end < to && Character.isLowSurrogate(text.charAt(end))) {
                end++;
            }
            leaves[i - 1] = of(text, start, end);
            start = end;
        }
        return Branch.tree(leaves);
    }

    /** Returns the chunk of a well-formed text, which is short enough for one. */
    private static Leaf of(String text, int from, int to) {
        return (Leaf) NarrowLeaf.EMPTY.replace(0, 0, text, from, to);
    }

    @Override
    final Node withLeaf(int start, Leaf leaf) {
        return leaf;
    }

    /** Returns whether this chunk becomes one with a neighbour of so many units. */
    final boolean mergesWith(int neighbour) {
        return length + neighbour <= MERGE_LENGTH;
    }

    /** Returns the chunk of this text and the next, which together are short enough for one. */
    abstract Leaf merge(Leaf next);

    /** Returns the tree of a change that makes this chunk too long. */
    final Node overflow(int start, int end, String text, int from, int to) {
        if (start == length && to - from < MAX_LENGTH / 2) {
            return Branch.tree(this, of(text, from, to));
        }
        int removed = end - start;
        char[] units = new char[Math.addExact(length - removed, to - from)];
        copy(0, start, units, 0);
        text.getChars(from, to, units, start);
        copy(end, length, units, start + to - from);
        return tree(new String(units), 0, units.length);
    }

    @Override
    public final String toString() {
        char[] units = new char[length];
        copy(0, length, units, 0);
        return new String(units);
    }
}
