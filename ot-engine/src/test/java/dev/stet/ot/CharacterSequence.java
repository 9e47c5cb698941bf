package dev.stet.ot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A document that is one sequence of characters, for tests that give every character an identity by typing none of them
 * twice. Positions and lengths count characters (code points), whatever the type counts.
 */
public interface CharacterSequence<S, O> {
    /** Returns the document of these characters. */
    S document(String characters);

    /** Returns the operation that replaces characters of a document. */
    O replace(S document, int at, int deleted, String inserted);

    /** Returns the characters of a document. */
    String characters(S document);

    /** Returns the revision of each of so many characters; -1 for one that no span is about. */
    default List<Long> revisions(S document, List<Blame.Span> spans, int count) {
        List<Long> revisions = new ArrayList<>(Collections.nCopies(count, -1L));
        for (Blame.Span span : spans) {
            int to = characterAt(document, span.to());
            for (int i = characterAt(document, span.from()); i < to; i++) {
                revisions.set(i, span.revision());
            }
        }
        return revisions;
    }

    /** Returns the index of the character at a position in units of the type. */
    default int characterAt(S document, int position) {
        return position;
    }
}
