package dev.stet.ot.richtext;

/**
 * What a component does, and how {@link RichTextOperation} packs one into a {@code long}.
 *
 * <pre>
 *   bit 63          35     34      33  32  31            0
 *      ┌──────────────┬────────────┬──────┬───────────────┐
 *      │      0       │ attributed │ kind │    length     │   length in UTF-16 code units, an embed counts 1
 *      └──────────────┴────────────┴──────┴───────────────┘
 * </pre>
 */
enum Kind {
    RETAIN(0),
    INSERT(1),
    EMBED(2),
    DELETE(3);

    private static final int MASK = 3;
    private static final long ATTRIBUTED = 1L << 34;

    private final long high;

    Kind(int tag) {
        this.high = (long) tag << Integer.SIZE;
    }

    /** Returns the packed component. */
    long packed(int length, boolean attributed) {
        return high | length | (attributed ? ATTRIBUTED : 0);
    }

    /** Returns the kind of a packed component. */
    static Kind of(long packed) {
        return switch ((int) (packed >>> Integer.SIZE) & MASK) {
            case 0 -> RETAIN;
            case 1 -> INSERT;
            case 2 -> EMBED;
            default -> DELETE;
        };
    }

    /** Returns the length of a packed component. */
    static int length(long packed) {
        return (int) packed;
    }

    /** Returns whether a packed component has attributes. */
    static boolean attributed(long packed) {
        return (packed & ATTRIBUTED) != 0;
    }

    /** Returns whether a packed component changes nothing. */
    static boolean isPlainRetain(long packed) {
        return packed >>> Integer.SIZE == 0;
    }

    /** Returns whether two packed components differ in nothing but their lengths, and perhaps their attributes. */
    static boolean alike(long one, long other) {
        return one >>> Integer.SIZE == other >>> Integer.SIZE;
    }

    /** Returns whether this puts something into the document: a text or an embed. */
    boolean inserts() {
        return this == INSERT || this == EMBED;
    }
}
