package dev.stet.ot.history;

import dev.stet.ot.Blame;
import dev.stet.ot.sync.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who wrote what of a document. */
public final class Authorship {
    private Authorship() {}

    /**
     * Returns all parts of the document at the end of a stretch, with the entries that wrote them: see {@link Blame}.
     *
     * @throws dev.stet.ot.InvalidOperationException if an entry does not fit the document
     */
    public static <S, O> List<Written<O>> of(History<S, O> history) {
        Blame<O> blame = history.type().blame(history.snapshot(), history.revision());
        for (Entry<O> entry : history.entries()) {
            blame = blame.after(entry.operation(), entry.revision());
        }
        return written(history, blame.spans());
    }

    /** Returns the spans with the entries that their revisions are those of. */
    static <S, O> List<Written<O>> written(History<S, O> history, List<Blame.Span> spans) {
        List<Written<O>> written = new ArrayList<>(spans.size());
        for (Blame.Span span : spans) {
            long place = span.revision() - history.revision();
            written.add(new Written<>(
                    span,
                    place == 0
                            ? Optional.empty()
                            : Optional.of(history.entries().get((int) place - 1))));
        }
        return written;
    }
}
