package dev.stet.ot.richtext;

import static dev.stet.ot.richtext.RichTextType.RICH_TEXT;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.Selection;
import dev.stet.ot.VectorAgreement;
import dev.stet.ot.plain.Surrogates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** rich-text, with its quill-delta, and {@link RichTextType} agree. */
class RichTextVectorTest extends VectorAgreement<RichText, RichTextOperation> {
    RichTextVectorTest() {
        super(RICH_TEXT);
    }

    /** Operations are normalised when they are read, so of those that need it only what they do can be compared. */
    @Override
    protected Map<String, Extent> flags() {
        return Map.of("loneSurrogate", Extent.NOTHING, "nonCanonical", Extent.DOCUMENTS);
    }

    /** Past the end, an empty insert, a cut through a surrogate pair. */
    @Override
    protected Set<Rule> stricter() {
        return Set.of(Rule.PAST_THE_END, Rule.EMPTY_COMPONENT, Rule.SPLITS_SURROGATE_PAIR);
    }

    /** The reference leaves neighbours with equal attributes apart where an operation did not touch them. */
    @Override
    protected Object document(Object encoded) {
        List<Map<?, ?>> merged = new ArrayList<>();
        for (Object element : (List<?>) encoded) {
            Map<?, ?> insert = (Map<?, ?>) element;
            Map<?, ?> last = merged.isEmpty() ? Map.of() : merged.getLast();
            if (insert.get("insert") instanceof String text
                    && last.get("insert") instanceof String before
                    && Objects.equals(insert.get("attributes"), last.get("attributes"))) {
                merged.set(
                        merged.size() - 1,
                        insert.containsKey("attributes")
                                ? Map.of("insert", before + text, "attributes", insert.get("attributes"))
                                : Map.of("insert", before + text));
            } else {
                merged.add(insert);
            }
        }
        return merged;
    }

    @Override
    protected Object position(Map<?, ?> moved, RichTextOperation operation) {
        boolean own = (Boolean) moved.get("own");
        if (moved.get("position") instanceof Map<?, ?> range) {
            int index = (Integer) range.get("index");
            Selection selection = move(Selection.of(index, index + (Integer) range.get("length")), operation, own);
            return Map.of("index", selection.anchor(), "length", selection.head() - selection.anchor());
        }
        return move(Selection.caret((Integer) moved.get("position")), operation, own)
                .head();
    }

    private static Selection move(Selection selection, RichTextOperation operation, boolean own) {
        return own
                ? RICH_TEXT.transformOwnSelection(selection, operation)
                : RICH_TEXT.transformSelection(selection, operation).orElseThrow();
    }

    @Override
    protected boolean refusedRightly(Map<String, Object> line, InvalidOperationException refusal) {
        return refusal.rule() == Rule.SPLITS_SURROGATE_PAIR
                && (cutsPair(line.get("snapshot"), line.get("a"))
                        || cutsPair(line.get("snapshot"), line.get("b"))
                        || cutsPair(line.get("applyA"), line.get("a2")));
    }

    private static boolean cutsPair(Object document, Object operation) {
        StringBuilder text = new StringBuilder();
        for (Object insert : (List<?>) document) {
            text.append(((Map<?, ?>) insert).get("insert") instanceof String stretch ? stretch : "\uFFFC");
        }
        int at = 0;
        for (Object element : (List<?>) operation) {
            Map<?, ?> component = (Map<?, ?>) element;
            at += component.get("retain") instanceof Integer retained ? retained : 0;
            at += component.get("delete") instanceof Integer deleted ? deleted : 0;
            if (Surrogates.splits(text, at)) {
                return true;
            }
        }
        return false;
    }
}
