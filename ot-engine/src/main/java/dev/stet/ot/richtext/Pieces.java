package dev.stet.ot.richtext;

import dev.stet.ot.sequence.Elements;
import dev.stet.ot.text.Rope;

/** How pieces are measured, cut and merged. */
final class Pieces implements Elements<Piece> {
    static final Pieces PIECES = new Pieces();

    /**
     * What an embed, or a text with attributes, weighs besides what it holds, so that a document of many short pieces
     * does not pass for a small one. Text without attributes weighs its length.
     */
    static final int WEIGHT = 32;

    private Pieces() {}

    @Override
    public int length(Piece piece) {
        return piece.length();
    }

    @Override
    public long weight(Piece piece) {
        return switch (piece) {
            case Piece.Text text when text.attributes().isEmpty() -> text.length();
            case Piece.Text text -> WEIGHT + text.attributes().weight() + text.length();
            case Piece.Embed embed ->
                WEIGHT + embed.attributes().weight() + embed.value().weight();
        };
    }

    @Override
    public Piece slice(Piece piece, int from, int to) {
        return switch (piece) {
            case Piece.Text text -> new Piece.Text(text.text().slice(from, to), text.attributes());
            case Piece.Embed embed -> embed;
        };
    }

    @Override
    public boolean merges(Piece left, Piece right) {
        return left instanceof Piece.Text
                && right instanceof Piece.Text
                && left.attributes().equals(right.attributes());
    }

    @Override
    public Piece merge(Piece left, Piece right) {
        Rope beginning = ((Piece.Text) left).text();
        return new Piece.Text(beginning.concat(((Piece.Text) right).text()), left.attributes());
    }

    /** Returns the piece with other attributes: the same one, if they are its own. */
    static Piece with(Piece piece, Attributes attributes) {
        if (attributes.equals(piece.attributes())) {
            return piece;
        }
        return switch (piece) {
            case Piece.Text text -> new Piece.Text(text.text(), attributes);
            case Piece.Embed embed -> new Piece.Embed(embed.value(), attributes);
        };
    }

    /** Returns how much of the content of both pieces is the same from the beginning on, however it looks. */
    static int commonPrefix(Piece one, Piece other) {
        if (!(one instanceof Piece.Text text && other instanceof Piece.Text counterpart)) {
            return sameEmbed(one, other) ? 1 : 0;
        }
        int same = text.text().commonPrefix(counterpart.text());
        boolean whole = text.text().isBoundary(same) && counterpart.text().isBoundary(same);
        return whole ? same : same - 1;
    }

    /** Returns how much of the content of both pieces is the same up to the end, however it looks. */
    static int commonSuffix(Piece one, Piece other) {
        if (!(one instanceof Piece.Text text && other instanceof Piece.Text counterpart)) {
            return sameEmbed(one, other) ? 1 : 0;
        }
        int same = text.text().commonSuffix(counterpart.text());
        boolean whole = text.text().isBoundary(text.length() - same)
                && counterpart.text().isBoundary(counterpart.length() - same);
        return whole ? same : same - 1;
    }

    private static boolean sameEmbed(Piece one, Piece other) {
        return one instanceof Piece.Embed embed
                && other instanceof Piece.Embed counterpart
                && embed.value().equals(counterpart.value());
    }
}
