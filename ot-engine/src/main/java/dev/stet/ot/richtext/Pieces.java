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
}
