package dev.stet.ot.text;

/**
 * What a component does, and how {@link TextOperation} packs one into a {@code long}: the kind in the high half, the
 * length in UTF-16 code units in the low half.
 */
enum Kind {
    RETAIN(0),
    INSERT(1),
    DELETE(2);

    private final long high;

    Kind(int tag) {
        this.high = (long) tag << Integer.SIZE;
    }

    /** Returns the packed component. */
    long packed(int length) {
        return high | length;
    }

    /** Returns the kind of a packed component. */
    static Kind of(long packed) {
        return switch ((int) (packed >>> Integer.SIZE)) {
            case 0 -> RETAIN;
            case 1 -> INSERT;
            default -> DELETE;
        };
    }

    /** Returns the length of a packed component. */
    static int length(long packed) {
        return (int) packed;
    }
}
