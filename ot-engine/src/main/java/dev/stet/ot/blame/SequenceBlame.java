package dev.stet.ot.blame;

import dev.stet.ot.Blame;
import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Blame of a document that is one sequence: a balanced tree of runs of one revision. A keystroke takes time in
 * proportion to the logarithm of their number.
 *
 * <pre>
 *   revision 1  "The fox"           │1      │
 *   revision 2  "The quick fox"     │1  │2    │1  │
 *   revision 3  "A quick fox"       │3│1│2    │1  │
 * </pre>
 *
 * <p>Immutable.
 */
public final class SequenceBlame<O> implements Blame<O> {
    /** How operations of a type walk over a document. */
    @FunctionalInterface
    public interface Reader<O> {
        /** Tells the walk the components of an operation, in order. */
        void read(O operation, Walk walk);
    }

    /** A walk over a document. Lengths are units of the type. */
    public interface Walk {
        /** What comes next stays. */
        void retain(int length);

        /** Something is put in. */
        void insert(int length);

        /** What comes next goes. */
        void delete(int length);
    }

    private final Reader<O> reader;
    private final Sequence<Run> runs;

    private SequenceBlame(Reader<O> reader, Sequence<Run> runs) {
        this.reader = reader;
        this.runs = runs;
    }

    /** Returns the blame of a document of that length, all of it written at one revision. */
    public static <O> SequenceBlame<O> of(int length, long revision, Reader<O> reader) {
        List<Run> all = length == 0 ? List.of() : List.of(new Run(length, revision));
        return new SequenceBlame<>(reader, Sequence.of(Run.ELEMENTS, all));
    }

    @Override
    public SequenceBlame<O> after(O operation, long revision) {
        Writing writing = new Writing(runs, revision);
        reader.read(operation, writing);
        return new SequenceBlame<>(reader, writing.runs);
    }

    @Override
    public List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        int at = 0;
        for (Run run : runs) {
            int to = at + run.length();
            int from = at;
            if (!spans.isEmpty() && spans.getLast().revision() == run.revision()) {
                from = spans.removeLast().from();
            }
            spans.add(Span.of(from, to, run.revision()));
            at = to;
        }
        return spans;
    }

    private static final class Writing implements Walk {
        private final long revision;
        private Sequence<Run> runs;
        private int at;

        Writing(Sequence<Run> runs, long revision) {
            this.runs = runs;
            this.revision = revision;
        }

        @Override
        public void retain(int length) {
            requireThere(length);
            at += length;
        }

        @Override
        public void insert(int length) {
            runs = runs.replace(at, at, List.of(new Run(length, revision)));
            at += length;
        }

        @Override
        public void delete(int length) {
            requireThere(length);
            runs = runs.replace(at, at + length, List.of());
        }

        private void requireThere(int length) {
            if (length > runs.length() - at) {
                throw new InvalidOperationException(
                        Rule.PAST_THE_END,
                        -1,
                        "a component reaches past the end of the document, at=" + at + " length=" + length
                                + " documentLength=" + runs.length());
            }
        }
    }
}
