package dev.stet.ot.text;

import dev.stet.ot.Blame;
import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.ot.Rebased;
import dev.stet.ot.Rule;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.blame.SequenceBlame;
import java.util.List;
import java.util.Optional;

/**
 * Plain text, as ottypes {@code text}: the same operations on the wire, the same result of every transformation and
 * composition. Stricter in what it takes: an operation must not reach past the end of the document, must not cut a
 * surrogate pair and must not insert half of one.
 *
 * <p>{@link Side#LEFT}'s insert ends up left of a concurrent one at the same place. The text has no path: a selection
 * is two positions.
 *
 * <p>Immutable.
 */
public final class TextType implements OperationType<Rope, TextOperation> {
    /** The only one: a type has no state. */
    public static final TextType TEXT = new TextType();

    private TextType() {}

    @Override
    public String name() {
        return "text";
    }

    @Override
    public String uri() {
        return "http://sharejs.org/types/textv1";
    }

    @Override
    public Rope empty() {
        return Rope.empty();
    }

    @Override
    public TextOperation noop() {
        return TextOperation.noop();
    }

    @Override
    public Rope apply(Rope snapshot, TextOperation operation) {
        return TextApply.apply(snapshot, operation);
    }

    @Override
    public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
        return TextTransform.transform(operation, against, side);
    }

    @Override
    public Rebased<TextOperation> rebase(TextOperation operation, List<TextOperation> over, Side side) {
        return TextComponents.REBASING.rebase(operation, over, side);
    }

    /** Texts have no values to set, only places to share. */
    @Override
    public Side yielding() {
        return Side.RIGHT;
    }

    @Override
    public TextOperation compose(TextOperation first, TextOperation second) {
        return TextCompose.compose(first, second);
    }

    @Override
    public TextOperation invert(TextOperation operation, Rope before) {
        return TextApply.invert(operation, before);
    }

    /** Returns the replacement of what lies between the common beginning and the common end. */
    @Override
    public TextOperation diff(Rope before, Rope after) {
        if (before.equals(after)) {
            return noop();
        }
        int shorter = Math.min(before.length(), after.length());
        int start = before.commonPrefix(after);
        if (!before.isBoundary(start) || !after.isBoundary(start)) {
            start--;
        }
        int end = Math.min(before.commonSuffix(after), shorter - start);
        if (!before.isBoundary(before.length() - end) || !after.isBoundary(after.length() - end)) {
            end--;
        }
        return TextOperation.replace(
                start, before.length() - end - start, after.substring(start, after.length() - end));
    }

    /** Never empty: in a text every place survives; if what stood around it is deleted, it is between the neighbours. */
    @Override
    public Optional<Selection> transformSelection(Selection selection, TextOperation operation) {
        if (!selection.path().isEmpty()) {
            throw new InvalidOperationException(
                    Rule.MALFORMED,
                    -1,
                    "a selection in a text has no path, steps="
                            + selection.path().size());
        }
        int anchor = transformPosition(selection.anchor(), operation);
        int head = selection.isCaret() ? anchor : transformPosition(selection.head(), operation);
        return Optional.of(selection.at(anchor, head));
    }

    @Override
    public boolean contains(Rope snapshot, Selection selection) {
        return selection.path().isEmpty()
                && snapshot.isBoundary(selection.anchor())
                && snapshot.isBoundary(selection.head());
    }

    @Override
    public Blame<TextOperation> blame(Rope snapshot, long revision) {
        return SequenceBlame.of(snapshot.length(), revision, TextType::read);
    }

    private static void read(TextOperation operation, SequenceBlame.Walk walk) {
        for (int i = 0; i < operation.size(); i++) {
            int length = Kind.length(operation.packed(i));
            switch (Kind.of(operation.packed(i))) {
                case RETAIN -> walk.retain(length);
                case INSERT -> walk.insert(length);
                case DELETE -> walk.delete(length);
            }
        }
    }

    @Override
    public long size(Rope snapshot) {
        return snapshot.length();
    }

    @Override
    public TextOperation decode(Object json) {
        return TextCodec.decode(json);
    }

    @Override
    public Object encode(TextOperation operation) {
        return TextCodec.encode(operation);
    }

    @Override
    public Rope decodeSnapshot(Object json) {
        if (!(json instanceof String text)) {
            throw new InvalidOperationException(Rule.MALFORMED, -1, "the snapshot of a text must be a string");
        }
        int lone = Surrogates.firstLone(text);
        if (lone >= 0) {
            throw new InvalidOperationException(
                    Rule.LONE_SURROGATE, -1, "a text must not hold a lone surrogate, index=" + lone);
        }
        return Rope.of(text);
    }

    @Override
    public Object encodeSnapshot(Rope snapshot) {
        return snapshot.toString();
    }

    /** Moves a position; an insert exactly there leaves it where it is, in front of the insert. */
    private static int transformPosition(int position, TextOperation operation) {
        long moved = position;
        long walked = 0;
        for (int i = 0; i < operation.size() && walked < moved; i++) {
            long component = operation.packed(i);
            int length = Kind.length(component);
            switch (Kind.of(component)) {
                case RETAIN -> walked += length;
                case INSERT -> {
                    walked += length;
                    moved += length;
                }
                case DELETE -> moved -= Math.min(length, moved - walked);
            }
        }
        if (moved > Integer.MAX_VALUE) {
            throw new InvalidOperationException(
                    Rule.PAST_THE_END, -1, "a selection lies past the end of the document, position=" + position);
        }
        return (int) moved;
    }
}
