package dev.stet.ot.text;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.VectorAgreement;
import dev.stet.ot.plain.Surrogates;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ot-text and {@link TextType} agree. */
class TextVectorTest extends VectorAgreement<Rope, TextOperation> {
    TextVectorTest() {
        super(TextType.TEXT);
    }

    @Override
    protected Map<String, Extent> flags() {
        return Map.of("loneSurrogate", Extent.NOTHING, "nonCanonical", Extent.DOCUMENTS);
    }

    /** A delete past the end, a cut through a surrogate pair. */
    @Override
    protected Set<Rule> stricter() {
        return Set.of(Rule.PAST_THE_END, Rule.SPLITS_SURROGATE_PAIR);
    }

    @Override
    protected Object position(Map<?, ?> moved, TextOperation operation) {
        if ((Boolean) moved.get("own")) {
            return operation.caretAfter();
        }
        return TextPositions.moved(
                moved.get("position"),
                selection ->
                        TextType.TEXT.transformSelection(selection, operation).orElseThrow());
    }

    /** The halves of two pairs that meet make a pair: then the line holds no lone surrogate and yet pairs are cut. */
    @Override
    protected boolean refusedRightly(Map<String, Object> line, InvalidOperationException refusal) {
        return refusal.rule() == Rule.SPLITS_SURROGATE_PAIR
                && (cutsPair(line.get("snapshot"), line.get("a"))
                        || cutsPair(line.get("snapshot"), line.get("b"))
                        || cutsPair(line.get("applyA"), line.get("a2")));
    }

    private static boolean cutsPair(Object document, Object operation) {
        String text = (String) document;
        int at = 0;
        for (Object component : (List<?>) operation) {
            if (component instanceof Map<?, ?> delete) {
                at += (Integer) delete.get("d");
            } else if (component instanceof Integer retained) {
                at += retained;
            }
            if (Surrogates.splits(text, at)) {
                return true;
            }
        }
        return false;
    }
}
