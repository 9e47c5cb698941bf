package dev.stet.ot.richtext;

import dev.stet.ot.blame.SequenceBlame;
import dev.stet.ot.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A change to a rich text: a walk over the document that leaves units alone or changes their attributes, puts texts and
 * embeds in, and takes units away. What the walk does not reach stays as it is. Lengths are UTF-16 code units, and an
 * embed counts 1.
 *
 * <p>Always canonical: no component is empty; no two neighbours could be one (two deletes, or two retains or two texts
 * with equal attributes); at one place everything inserted stands before what is deleted; the last component is not a
 * retain without attributes.
 *
 * <p>Immutable. A keystroke is four objects: this one, an array of packed components, and the inserted string, which is
 * shared with the operations made from this one.
 */
public final class RichTextOperation {
    static final Attributes[] NO_ATTRIBUTES = {};
    static final JsonObject[] NO_EMBEDS = {};

    private static final RichTextOperation NOOP =
            new RichTextOperation(new long[0], NO_ATTRIBUTES, NO_EMBEDS, "", 0, 0);

    /** The components, as {@link Kind} packs them. */
    private final long[] packed;

    /** The attributes of every component that has any, in order. */
    private final Attributes[] attributes;

    /** What every embed holds, in order. */
    private final JsonObject[] embeds;

    /** The texts of all inserts, one after the other. */
    private final String inserted;

    private final int baseLength;
    private final int targetLength;

    /** Keeps the arrays. */
    RichTextOperation(
            long[] packed,
            Attributes[] attributes,
            JsonObject[] embeds,
            String inserted,
            int baseLength,
            int targetLength) {
        this.packed = packed;
        this.attributes = attributes;
        this.embeds = embeds;
        this.inserted = inserted;
        this.baseLength = baseLength;
        this.targetLength = targetLength;
    }

    /** Returns the operation that changes nothing. */
    public static RichTextOperation noop() {
        return NOOP;
    }

    /** Returns a builder without components. */
    public static RichTextOperationBuilder builder() {
        return new RichTextOperationBuilder();
    }

    /**
     * Returns the operation that puts {@code text} at position {@code at} and takes away the {@code deleted} units that
     * were there; either may be nothing.
     *
     * @throws dev.stet.ot.InvalidOperationException if the text holds a lone surrogate
     */
    public static RichTextOperation replace(int at, int deleted, String text, Attributes attributes) {
        return builder().retain(at).insert(text, attributes).delete(deleted).build();
    }

    /** Returns the operation that changes the attributes of {@code length} units from position {@code at} on. */
    public static RichTextOperation format(int at, int length, Attributes change) {
        return builder().retain(at).retain(length, change).build();
    }

    /** Returns whether this changes nothing. */
    public boolean isNoop() {
        return packed.length == 0;
    }

    /** Returns the components in order: a copy, made for the caller. */
    public List<RichTextComponent> components() {
        List<RichTextComponent> components = new ArrayList<>(packed.length);
        ComponentCursor cursor = new ComponentCursor(this);
        while (cursor.hasNext()) {
            components.add(cursor.component());
            cursor.skip();
        }
        return components;
    }

    /** Returns how long a document must be for this operation to fit: what it retains and deletes, in code units. */
    public int baseLengthAtLeast() {
        return baseLength;
    }

    /** Returns by how many code units the document grows, or shrinks if negative. */
    public int lengthChange() {
        return targetLength - baseLength;
    }

    /** Returns how many code units and embeds are put in. */
    int insertedLength() {
        return inserted.length() + embeds.length;
    }

    /** Returns how many units are left as they are before the first change. */
    int start() {
        return packed.length > 0 && Kind.isPlainRetain(packed[0]) ? Kind.length(packed[0]) : 0;
    }

    /** Returns whether {@link #moved} makes an operation that can be counted. */
    boolean canMove(int change) {
        return Math.max(baseLength, targetLength) <= Integer.MAX_VALUE - Math.max(0, change);
    }

    /**
     * Returns this operation on a document that is longer before its first change.
     *
     * @param change how many units longer; if negative, less than {@link #start} units are missing
     */
    RichTextOperation moved(int change) {
        if (change == 0) {
            return this;
        }
        long[] components = packed.clone();
        components[0] += change;
        return new RichTextOperation(
                components, attributes, embeds, inserted, baseLength + change, targetLength + change);
    }

    /** Returns the number of components. */
    int size() {
        return packed.length;
    }

    /** Returns a component, as {@link Kind} packs it. */
    long packed(int index) {
        return packed[index];
    }

    /** Returns the attributes of the component that is number {@code index} of those that have any. */
    Attributes attributes(int index) {
        return attributes[index];
    }

    /** Returns what embed number {@code index} holds. */
    JsonObject embed(int index) {
        return embeds[index];
    }

    /** Returns the texts of all inserts, one after the other. */
    String inserted() {
        return inserted;
    }

    /** Tells the components to a walk over a document that follows who wrote what. To format is not to write. */
    void tell(SequenceBlame.Walk walk) {
        for (long component : packed) {
            int length = Kind.length(component);
            switch (Kind.of(component)) {
                case RETAIN -> walk.retain(length);
                case INSERT, EMBED -> walk.insert(length);
                case DELETE -> walk.delete(length);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RichTextOperation operation
                && Arrays.equals(packed, operation.packed)
                && inserted.equals(operation.inserted)
                && Arrays.equals(attributes, operation.attributes)
                && Arrays.equals(embeds, operation.embeds);
    }

    @Override
    public int hashCode() {
        int hash = 31 * Arrays.hashCode(packed) + inserted.hashCode();
        return 31 * (31 * hash + Arrays.hashCode(attributes)) + Arrays.hashCode(embeds);
    }

    /** Returns the encoded form, to be read by people. */
    @Override
    public String toString() {
        return RichTextCodec.encode(this).toString();
    }
}
