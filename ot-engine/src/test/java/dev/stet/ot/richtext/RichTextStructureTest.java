package dev.stet.ot.richtext;

import static dev.stet.ot.richtext.RichTextType.RICH_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Tries;
import dev.stet.ot.sequence.SequenceSharing;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.RopeSharing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a rich text is built: always the same pieces for the same content, and little new for a change. */
class RichTextStructureTest {
    private static final int SIZE = 40;
    private static final Attributes BOLD = Attributes.of("bold", true);

    /** After any number of changes no two neighbours could be one piece: this is what {@code equals} rests on. */
    @Test
    void neighboursThatLookAlikeAreOnePieceAfterManyChanges() {
        RichTextGenerator generator = new RichTextGenerator();
        Tries.run(getClass(), Tries.count() / 20, random -> {
            RichText document = RichText.empty();
            for (int i = 0; i < 200; i++) {
                document = RICH_TEXT.apply(
                        document, generator.edit(document, SIZE, random).operation());
                requireMerged(document);
            }
            assertThat(RICH_TEXT.decodeSnapshot(RICH_TEXT.encodeSnapshot(document)))
                    .isEqualTo(document)
                    .hasSameHashCodeAs(document);
        });
    }

    private static void requireMerged(RichText document) {
        List<Piece> pieces = pieces(document);
        for (int i = 1; i < pieces.size(); i++) {
            assertThat(Pieces.PIECES.merges(pieces.get(i - 1), pieces.get(i)))
                    .as("pieces %d and %d of %s", i - 1, i, document)
                    .isFalse();
        }
    }

    /** 1,000,000 characters are some 2,200 chunks, 4 levels high. */
    @Test
    void aKeystrokeInALongTextMakesFewNewNodes() {
        RichText document = RichText.of("x".repeat(1_000_000));
        RichText typed = RICH_TEXT.apply(document, RichTextOperation.replace(500_000, 1, "y", Attributes.none()));
        assertThat(pieces(typed)).hasSize(1);
        assertThat(RopeSharing.newNodes(text(document, 0), text(typed, 0))).isLessThanOrEqualTo(4);
        RichText bold = RICH_TEXT.apply(document, RichTextOperation.replace(500_000, 0, "y", BOLD));
        assertThat(pieces(bold)).hasSize(3);
        assertThat(RopeSharing.newNodes(text(document, 0), text(bold, 0))).isLessThanOrEqualTo(2 * 4);
        assertThat(RopeSharing.newNodes(text(document, 0), text(bold, 2))).isLessThanOrEqualTo(2 * 4);
        RichText allBold = RICH_TEXT.apply(document, RichTextOperation.format(0, 1_000_000, BOLD));
        assertThat(text(allBold, 0)).isSameAs(text(document, 0));
    }

    /** 100,000 pieces are some 3,600 leaves, 12 levels high. */
    @Test
    void aKeystrokeAmongManyPiecesMakesFewNewNodes() {
        List<Piece> many = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            many.add(new Piece.Text(Rope.of("abcdefghij"), i % 2 == 0 ? Attributes.none() : BOLD));
        }
        RichText document = RichText.of(many);
        RichText typed = RICH_TEXT.apply(document, RichTextOperation.replace(500_005, 0, "y", Attributes.none()));
        assertThat(SequenceSharing.newNodes(document.pieces(), typed.pieces())).isLessThanOrEqualTo(2 * 12);
        List<Piece> pieces = pieces(typed);
        assertThat(pieces).hasSameSizeAs(many);
        for (int i = 0; i < pieces.size(); i++) {
            if (i != 50_000) {
                assertThat(pieces.get(i)).isSameAs(many.get(i));
            }
        }
    }

    @Test
    void componentsThatLookAlikeShareTheirAttributes() {
        List<Piece> pieces = pieces(RICH_TEXT.decodeSnapshot(List.of(
                Map.of("insert", "a", "attributes", Map.of("b", 1)),
                Map.of("insert", "b"),
                Map.of("insert", "c", "attributes", Map.of("b", 1.0)))));
        assertThat(pieces.get(0).attributes()).isSameAs(pieces.get(2).attributes());
    }

    /** The difference of two documents that share nearly all their nodes looks at few of them. */
    @Test
    void differsFastWhereTreesAreShared() {
        RichText document = RichText.of("x".repeat(1_000_000));
        RichText after = RICH_TEXT.apply(document, RichTextOperation.replace(400_000, 0, "y", Attributes.none()));
        assertThat(RICH_TEXT.diff(document, after))
                .isEqualTo(RichTextOperation.replace(400_000, 0, "y", Attributes.none()));
        assertThat(RICH_TEXT.diff(document, document)).isSameAs(RichTextOperation.noop());
    }

    private static Rope text(RichText document, int piece) {
        return ((Piece.Text) pieces(document).get(piece)).text();
    }

    private static List<Piece> pieces(RichText document) {
        List<Piece> pieces = new ArrayList<>();
        document.forEach(pieces::add);
        return pieces;
    }
}
