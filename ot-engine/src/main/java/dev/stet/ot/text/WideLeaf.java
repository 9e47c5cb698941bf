package dev.stet.ot.text;

import java.util.Arrays;

/** A chunk of text beyond Latin-1, two bytes a unit. Immutable. */
final class WideLeaf extends Leaf {
    private final char[] units;

    /** Keeps the array. */
    WideLeaf(char[] units, int codePoints) {
        super(units.length, codePoints);
        this.units = units;
    }

    @Override
    Node replace(int start, int end, String text, int from, int to) {
        int inserted = to - from;
        int size = length - (end - start) + inserted;
        if (size > MAX_LENGTH) {
            return overflow(start, end, text, from, to);
        }
        char[] changed = new char[size];
        System.arraycopy(units, 0, changed, 0, start);
        text.getChars(from, to, changed, start);
        System.arraycopy(units, end, changed, start + inserted, length - end);
        int difference = text.codePointCount(from, to) - Character.codePointCount(units, start, end - start);
        return end == start ? new WideLeaf(changed, codePoints + difference) : fitted(changed, codePoints + difference);
    }

    @Override
    Node slice(int start, int end) {
        if (start == 0 && end == length) {
            return this;
        }
        return fitted(Arrays.copyOfRange(units, start, end), Character.codePointCount(units, start, end - start));
    }

    @Override
    Leaf merge(Leaf next) {
        char[] both = Arrays.copyOf(units, length + next.length);
        next.copy(0, next.length, both, length);
        return new WideLeaf(both, codePoints + next.codePoints);
    }

    /** Returns the chunk of units that were left over by a removal, and may all be Latin-1 now. */
    private static Leaf fitted(char[] units, int codePoints) {
        if (!NarrowLeaf.holds(units)) {
            return new WideLeaf(units, codePoints);
        }
        byte[] narrow = new byte[units.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (byte) units[i];
        }
        return new NarrowLeaf(narrow);
    }

    @Override
    void copy(int start, int end, char[] target, int offset) {
        System.arraycopy(units, start, target, offset, end - start);
    }

    @Override
    char charAt(int index) {
        return units[index];
    }

    @Override
    int codePointsBefore(int index) {
        return Character.codePointCount(units, 0, index);
    }

    @Override
    int indexOfCodePoint(int codePoint) {
        return Character.offsetByCodePoints(units, 0, units.length, 0, codePoint);
    }
}
