package dev.stet.ot.richtext;

import static dev.stet.ot.richtext.Pieces.PIECES;
import static dev.stet.ot.text.TextType.TEXT;

import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextComponent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Finds an operation that turns one document into another. Pieces that both have at their beginnings and ends are passed
 * over, for free where the trees share them. Of the rest the plain texts are compared, as those of plain text are; what
 * they have in common is retained, with whatever changes about its attributes.
 *
 * <pre>
 *   before │ equal  │ same text, other look  │ other text     │ same text │ equal │
 *   after  │ equal  │ same text, other look  │ other text     │ same text │ equal │
 *   result │ retain │ retain with attributes │ insert, delete │ retain    │       │
 * </pre>
 *
 * <p>Confined to its owner's thread; good for one difference.
 */
final class RichTextDiff {
    private static final Rope EMBED = Rope.of(RichText.EMBED_CHARACTER);

    private final RichTextOperationBuilder difference = new RichTextOperationBuilder();

    /** What is left of the one document. */
    private final Deque<Piece> before = new ArrayDeque<>();

    /** What is left of the other. */
    private final Deque<Piece> after = new ArrayDeque<>();

    private RichTextDiff() {}

    static RichTextOperation diff(RichText before, RichText after) {
        return new RichTextDiff().between(before, after);
    }

    private RichTextOperation between(RichText one, RichText other) {
        int shorter = Math.min(one.length(), other.length());
        int start = one.commonPrefix(other);
        int end = Math.min(one.commonSuffix(other), shorter - start);
        one.forEach(start, one.length() - end, before::addLast);
        other.forEach(start, other.length() - end, after::addLast);
        difference.retain(start);
        for (TextComponent component :
                TEXT.diff(plainText(before), plainText(after)).components()) {
            switch (component) {
                case TextComponent.Retain retain -> passAlongside(retain.length());
                case TextComponent.Insert insert -> putIn(insert.text().length());
                case TextComponent.Delete delete -> takeAway(delete.length());
            }
        }
        passAlongside(Integer.MAX_VALUE);
        return difference.build();
    }

    private static Rope plainText(Deque<Piece> pieces) {
        Rope text = Rope.empty();
        for (Piece piece : pieces) {
            text = text.concat(piece instanceof Piece.Text stretch ? stretch.text() : EMBED);
        }
        return text;
    }

    /** Passes over what has the same plain text in both, at most {@code length} units. */
    private void passAlongside(int length) {
        int left = length;
        while (left > 0 && !before.isEmpty()) {
            Piece from = before.getFirst();
            Piece to = after.getFirst();
            int both = Math.min(left, Math.min(from.length(), to.length()));
            Optional<Attributes> change = from.attributes().changeTo(to.attributes());
            if (change.isPresent() && haveSameContent(from, to)) {
                difference.retain(both, change.get());
                takeFirst(before, both);
                takeFirst(after, both);
            } else {
                putIn(both);
                takeAway(both);
            }
            left -= both;
        }
    }

    /** Returns whether two pieces whose plain texts begin alike do so themselves. */
    private static boolean haveSameContent(Piece one, Piece other) {
        return one instanceof Piece.Embed embed
                ? other instanceof Piece.Embed counterpart && embed.value().equals(counterpart.value())
                : other instanceof Piece.Text;
    }

    private void putIn(int length) {
        for (int left = length; left > 0; ) {
            Piece piece = takeFirst(after, left);
            difference.insert(piece);
            left -= piece.length();
        }
    }

    private void takeAway(int length) {
        for (int left = length; left > 0; ) {
            left -= takeFirst(before, left).length();
        }
        difference.delete(length);
    }

    /** Takes the first piece away, or its beginning if it is longer than {@code most}. */
    private static Piece takeFirst(Deque<Piece> pieces, int most) {
        Piece piece = pieces.removeFirst();
        if (piece.length() <= most) {
            return piece;
        }
        pieces.addFirst(PIECES.slice(piece, most, piece.length()));
        return PIECES.slice(piece, 0, most);
    }
}
