package dev.stet.ot;

import java.util.Map;
import java.util.Optional;

/** A document that is values by names, for tests of what happens where several people set one. */
public interface NamedValues<S, O> {
    /** Returns the document of these values. */
    S document(Map<String, Integer> values);

    /** Returns the operation that sets a value, or takes it away. */
    O set(S document, String name, Optional<Integer> value);

    /** Returns the values of a document. */
    Map<String, Integer> values(S document);
}
