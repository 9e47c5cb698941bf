package dev.stet.ot.history;

import dev.stet.ot.Blame;
import dev.stet.ot.OperationType;
import dev.stet.ot.sync.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * What changed from one revision to another. What was put in and taken away again between them is not in it; what was
 * taken away and put back is in both lists.
 *
 * <p>Immutable.
 *
 * @param operation the change as one operation
 * @param added what was written between the two, by place in the later document
 * @param removed what was taken away or replaced between the two, by place in the earlier document, with the entry that
 *     did it
 */
public record Difference<O>(O operation, List<Written<O>> added, List<Written<O>> removed) {
    public Difference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /**
     * Returns what changed over a stretch. To tell who removed what, it goes along the stretch backwards: what the
     * inverse of an entry writes is what the entry removed.
     *
     * @throws dev.stet.ot.InvalidOperationException if an entry does not fit the document
     */
    public static <S, O> Difference<O> over(History<S, O> history) {
        OperationType<S, O> type = history.type();
        List<O> inverses = new ArrayList<>(history.entries().size());
        S document = history.snapshot();
        for (Entry<O> entry : history.entries()) {
            inverses.add(type.invert(entry.operation(), document));
            document = type.apply(document, entry.operation());
        }
        Blame<O> backwards = type.blame(document, history.revision());
        for (int i = inverses.size() - 1; i >= 0; i--) {
            backwards =
                    backwards.after(inverses.get(i), history.entries().get(i).revision());
        }
        return new Difference<>(
                history.change(),
                ofEntries(Authorship.of(history)),
                ofEntries(Authorship.written(history, backwards.spans())));
    }

    private static <O> List<Written<O>> ofEntries(List<Written<O>> written) {
        return written.stream().filter(part -> part.by().isPresent()).toList();
    }
}
