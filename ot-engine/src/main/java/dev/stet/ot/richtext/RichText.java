package dev.stet.ot.richtext;

import static dev.stet.ot.richtext.Pieces.PIECES;

import dev.stet.ot.sequence.Sequence;
import dev.stet.ot.text.Rope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A text with attributes and embeds that is cheap to change: every change makes a new one that shares all but a few nodes
 * with the old one. It is a balanced tree of {@linkplain Piece pieces}, and the text of a piece is a balanced tree
 * again, a {@link Rope}: neither many pieces nor a long one makes a keystroke dear. A snapshot of a document is a pointer.
 *
 * <p>Positions and lengths are UTF-16 code units; an embed counts 1. Text is well-formed UTF-16, and every piece is: no
 * surrogate pair has two looks.
 *
 * <p>Neighbouring texts with equal attributes are always one piece, so two rich texts are equal if, and only if, they
 * hold the same content that looks the same.
 *
 * <p>Immutable.
 */
public final class RichText {
    private static final RichText EMPTY = new RichText(Sequence.empty(PIECES));

    /** What stands for an embed where only text can stand. */
    static final String EMBED_CHARACTER = "\uFFFC";

    private final Sequence<Piece> pieces;

    private RichText(Sequence<Piece> pieces) {
        this.pieces = pieces;
    }

    /** Returns the rich text without content. */
    public static RichText empty() {
        return EMPTY;
    }

    /**
     * Returns a text without attributes.
     *
     * @throws IllegalArgumentException if the text holds a lone surrogate
     */
    public static RichText of(String text) {
        return text.isEmpty() ? EMPTY : of(List.of(new Piece.Text(Rope.of(text), Attributes.none())));
    }

    /**
     * Returns the rich text of these pieces; neighbours that can be one are made one.
     *
     * @throws ArithmeticException if they are together longer than {@link Integer#MAX_VALUE}
     */
    public static RichText of(List<? extends Piece> pieces) {
        return new RichText(Sequence.of(PIECES, pieces));
    }

    /** Returns the number of UTF-16 code units and embeds: what positions count. Constant time. */
    public int length() {
        return pieces.length();
    }

    /**
     * Returns how large this is: about the number of characters it holds, those of attributes and embeds too, and
     * {@value Pieces#WEIGHT} for each piece that is not just text. At least the length. Constant time.
     */
    public long size() {
        return pieces.weight();
    }

    /** Returns whether {@code index} is a place to cut at: within the text, and not inside a surrogate pair. */
    public boolean isBoundary(int index) {
        if (index <= 0 || index >= length()) {
            return index == 0 || index == length();
        }
        Sequence.Place<Piece> place = pieces.find(index);
        return !(place.element() instanceof Piece.Text piece) || piece.text().isBoundary(index - place.start());
    }

    /** Passes on all pieces in order. */
    public void forEach(Consumer<? super Piece> consumer) {
        pieces.forEach(consumer);
    }

    /**
     * Passes on the pieces between two positions in order. Those that lie across one of them are cut.
     *
     * @throws IndexOutOfBoundsException if the range is not within the text
     * @throws IllegalArgumentException if an end of the range lies inside a surrogate pair
     */
    public void forEach(int from, int to, Consumer<? super Piece> consumer) {
        pieces.forEach(from, to, consumer);
    }

    /** Returns the text without attributes, as long as this: an embed is the object replacement character, U+FFFC. */
    public String plainText() {
        StringBuilder text = new StringBuilder(length());
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Text stretch -> stretch.text().appendTo(text);
                case Piece.Embed embed -> text.append(EMBED_CHARACTER);
            }
        }
        return text.toString();
    }

    /**
     * Returns this with what lies between two positions replaced by pieces. The range is on boundaries, and the caller
     * keeps the length within an {@code int}.
     */
    RichText replace(int from, int to, List<? extends Piece> put) {
        int start = from;
        int end = to;
        List<Piece> between = new ArrayList<>(put.size() + 2);
        if (from > 0) {
            start = pieces.startOf(from - 1);
            pieces.forEach(start, from, between::add);
        }
        put.forEach(piece -> addMerged(between, piece));
        if (to < length()) {
            Sequence.Place<Piece> place = pieces.find(to);
            end = place.start() + place.element().length();
            pieces.forEach(to, end, piece -> addMerged(between, piece));
        }
        return new RichText(pieces.replace(start, end, between));
    }

    /**
     * Does what {@link #replace} does for a text, which may be empty, in fewer steps where all of it happens inside one
     * piece: as typing does.
     */
    RichText replace(int from, int to, String text, Attributes attributes) {
        if (length() > 0) {
            Sequence.Place<Piece> place = pieces.find(Math.max(0, from < to ? from : from - 1));
            if (!takes(place, from, to, text, attributes) && from == to && from < length()) {
                place = pieces.find(from);
            }
            if (takes(place, from, to, text, attributes)) {
                return replaceWithin(place, from, to, text);
            }
        }
        return replace(from, to, text.isEmpty() ? List.of() : List.of(new Piece.Text(Rope.of(text), attributes)));
    }

    /** Returns whether a change of a range to a text leaves a piece one piece, and not empty. */
    private static boolean takes(Sequence.Place<Piece> place, int from, int to, String text, Attributes attributes) {
        Piece piece = place.element();
        if (!(piece instanceof Piece.Text) || to > place.start() + piece.length()) {
            return false;
        }
        return text.isEmpty() ? to - from < piece.length() : piece.attributes().equals(attributes);
    }

    private RichText replaceWithin(Sequence.Place<Piece> place, int from, int to, String text) {
        Piece.Text piece = (Piece.Text) place.element();
        int start = place.start();
        Piece changed = new Piece.Text(piece.text().replace(from - start, to - start, text), piece.attributes());
        return new RichText(pieces.replace(start, start + piece.length(), List.of(changed)));
    }

    private static void addMerged(List<Piece> pieces, Piece piece) {
        int last = pieces.size() - 1;
        if (last >= 0 && PIECES.merges(pieces.get(last), piece)) {
            pieces.set(last, PIECES.merge(pieces.get(last), piece));
        } else {
            pieces.add(piece);
        }
    }

    /** Returns the length of the longest run of equal pieces with which both begin. Nodes that both share cost nothing. */
    int commonPrefix(RichText other) {
        return pieces.commonPrefix(other.pieces);
    }

    /** Returns the length of the longest run of equal pieces with which both end. Nodes that both share cost nothing. */
    int commonSuffix(RichText other) {
        return pieces.commonSuffix(other.pieces);
    }

    /** Returns the tree, for tests of what is shared. */
    Sequence<Piece> pieces() {
        return pieces;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RichText text && pieces.equals(text.pieces);
    }

    @Override
    public int hashCode() {
        return pieces.hashCode();
    }

    /** Returns the encoded form, to be read by people. */
    @Override
    public String toString() {
        return RichTextCodec.encodeSnapshot(this).toString();
    }
}
