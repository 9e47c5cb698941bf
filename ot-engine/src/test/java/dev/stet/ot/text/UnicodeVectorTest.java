package dev.stet.ot.text;

import dev.stet.ot.Rule;
import dev.stet.ot.VectorAgreement;
import java.util.Map;
import java.util.Set;

/** ot-text-unicode and {@link UnicodeTextType} agree. */
class UnicodeVectorTest extends VectorAgreement<Rope, UnicodeOperation> {
    UnicodeVectorTest() {
        super(UnicodeTextType.TEXT_UNICODE);
    }

    @Override
    protected Map<String, Extent> flags() {
        return Map.of("loneSurrogate", Extent.NOTHING, "nonCanonical", Extent.DOCUMENTS);
    }

    /** A delete past the end, a delete that names another text than is there. */
    @Override
    protected Set<Rule> stricter() {
        return Set.of(Rule.PAST_THE_END, Rule.DIFFERENT_CONTENT);
    }

    /** The reference knows no own operation: {@code own} is ignored. */
    @Override
    protected Object position(Map<?, ?> moved, UnicodeOperation operation) {
        return TextPositions.moved(
                moved.get("position"),
                selection -> UnicodeTextType.TEXT_UNICODE
                        .transformSelection(selection, operation)
                        .orElseThrow());
    }

    @Override
    protected void compareMore(Map<String, Object> line, Rope snapshot, UnicodeOperation a) {
        compareOperation("makeInvertibleA", a.makeInvertible(snapshot), line);
        compareOperation("stripInvertibleA", a.stripInvertible(), line);
    }
}
