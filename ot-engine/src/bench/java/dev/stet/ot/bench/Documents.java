package dev.stet.ot.bench;

import dev.stet.ot.richtext.Attributes;
import dev.stet.ot.richtext.Piece;
import dev.stet.ot.richtext.RichText;
import dev.stet.ot.text.Rope;
import java.util.ArrayList;
import java.util.List;

/** Rich texts of any size. */
final class Documents {
    private static final Attributes[] LOOKS = {
        Attributes.none(), Attributes.of("bold", true), Attributes.of("italic", true)
    };
    private static final int STRETCH = 50;

    private Documents() {}

    /** Returns how the units of a formatted text look at a position. */
    static Attributes look(int position) {
        return LOOKS[position / STRETCH % LOOKS.length];
    }

    /** Returns a text of so many units: one piece, or one for every {@value #STRETCH} units. */
    static RichText make(int length, boolean formatted) {
        if (formatted) {
            List<Piece> pieces = new ArrayList<>(length / STRETCH + 1);
            for (int at = 0; at < length; at += STRETCH) {
                Rope text = Rope.of("e".repeat(Math.min(STRETCH, length - at)));
                pieces.add(new Piece.Text(text, look(at)));
            }
            return RichText.of(pieces);
        }
        Rope text = Rope.of("e".repeat(length));
        return RichText.of(List.of(new Piece.Text(text, Attributes.none())));
    }
}
