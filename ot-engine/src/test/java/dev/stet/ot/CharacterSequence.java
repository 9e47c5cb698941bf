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

    /** Returns the revision of each character, in the order of the characters. */
    default List<Long> revisions(S document, List<Blame.Span> spans) {
        List<Long> revisions = new ArrayList<>();
        for (Blame.Span span : spans) {
            int from = characterAt(document, span.from());
            revisions.addAll(Collections.nCopies(characterAt(document, span.to()) - from, span.revision()));
        }
        return revisions;
    }

    /** Returns the index of the character at a position in units of the type. */
    default int characterAt(S document, int position) {
        return position;
    }
}
