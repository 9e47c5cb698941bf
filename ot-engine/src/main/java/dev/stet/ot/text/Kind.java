package dev.stet.ot.text;

/**
 * What a component does, and how one is packed into a {@code long}.
 *
 * <pre>
 *     63  62   61 ......... 31   30 ......... 0
 *    ┌──────┬──────────────────┬───────────────┐
 *    │ kind │      extent      │    length     │
 *    └──────┴──────────────────┴───────────────┘
 * </pre>
 *
 * The length is in units of the type: UTF-16 code units or code points. The extent is how many UTF-16 code units of
 * text belong to the component: those of an insert, or of a delete that says what it takes away; none otherwise. Two
 * components of one kind are merged by adding them.
 */
enum Kind {
    RETAIN(0),
    INSERT(1),
    DELETE(2);

    private static final int LENGTH_BITS = 31;
    private static final int KIND_SHIFT = 2 * LENGTH_BITS;

    private final long high;

    Kind(int tag) {
        this.high = (long) tag << KIND_SHIFT;
    }

    /** Returns the packed component. */
    long packed(int length, int extent) {
        return high | (long) extent << LENGTH_BITS | length;
    }

    /** Returns the kind of a packed component. */
    static Kind of(long packed) {
        return switch ((int) (packed >>> KIND_SHIFT)) {
            case 0 -> RETAIN;
            case 1 -> INSERT;
            default -> DELETE;
        };
    }

    /** Returns the length of a packed component. */
    static int length(long packed) {
        return (int) packed & Integer.MAX_VALUE;
    }

    /** Returns the extent of a packed component. */
    static int extent(long packed) {
        return (int) (packed >>> LENGTH_BITS) & Integer.MAX_VALUE;
    }
}
