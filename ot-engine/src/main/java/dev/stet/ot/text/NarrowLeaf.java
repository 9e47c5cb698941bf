package dev.stet.ot.text;

import java.util.Arrays;

/** A chunk of Latin-1 text, one byte a unit. Immutable. */
final class NarrowLeaf extends Leaf {
    static final NarrowLeaf EMPTY = new NarrowLeaf(new byte[0]);

    private static final int MAX_UNIT = 0xFF;

    private final byte[] units;

    /** Keeps the array. */
    NarrowLeaf(byte[] units) {
        super(units.length, units.length);
        this.units = units;
    }

    /** Returns whether all units fit into one byte each. */
    static boolean holds(char[] units) {
        for (char unit : units) {
            if (unit > MAX_UNIT) {
                return false;
            }
        }
        return true;
    }

    @Override
    Node replace(int start, int end, String text, int from, int to) {
        int inserted = to - from;
        int size = length - (end - start) + inserted;
        if (size > MAX_LENGTH) {
            return overflow(start, end, text, from, to);
        }
        byte[] changed = Arrays.copyOf(units, size);
        for (int i = 0; i < inserted; i++) {
            char unit = text.charAt(from + i);
            if (unit > MAX_UNIT) {
                return widened().replace(start, end, text, from, to);
            }
            changed[start + i] = (byte) unit;
        }
        System.arraycopy(units, end, changed, start + inserted, length - end);
        return new NarrowLeaf(changed);
    }

    @Override
    Node slice(int start, int end) {
        return start == 0 && end == length ? this : new NarrowLeaf(Arrays.copyOfRange(units, start, end));
    }

    @Override
    Leaf merge(Leaf next) {
        if (next instanceof NarrowLeaf narrow) {
            byte[] both = Arrays.copyOf(units, length + next.length);
            System.arraycopy(narrow.units, 0, both, length, next.length);
            return new NarrowLeaf(both);
        }
        return widened().merge(next);
    }

    private WideLeaf widened() {
        char[] wide = new char[length];
        copy(0, length, wide, 0);
        return new WideLeaf(wide, length);
    }

    @Override
    void copy(int start, int end, char[] target, int offset) {
        for (int i = start; i < end; i++) {
            target[offset + i - start] = (char) (units[i] & MAX_UNIT);
        }
    }

    @Override
    char charAt(int index) {
        return (char) (units[index] & MAX_UNIT);
    }

    @Override
    int codePointsBefore(int index) {
        return index;
    }

    @Override
    int indexOfCodePoint(int codePoint) {
        return codePoint;
    }
}
