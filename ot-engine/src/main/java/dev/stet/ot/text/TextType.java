package dev.stet.ot.text;

import dev.stet.ot.Blame;
import dev.stet.ot.OperationType;
import dev.stet.ot.Rebased;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.blame.SequenceBlame;
import dev.stet.ot.rebase.Rebasing;
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

    private static final Rebasing<TextOperation, ComponentCursor, Packer> REBASING =
            new Rebasing<>(new TextComponents<>(TextOperation.noop(), false));

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
        TextFit.require(snapshot, operation);
        return TextApply.apply(snapshot, operation);
    }

    @Override
    public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
        return TextTransform.transform(operation, against, side);
    }

    @Override
    public Rebased<TextOperation> rebase(TextOperation operation, List<TextOperation> over, Side side) {
        return REBASING.rebase(operation, over, side);
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
        TextFit.require(before, operation);
        return TextInvert.invert(operation, before);
    }

    /** Returns the changes line by line, word by word and letter by letter: what both texts have stays. */
    @Override
    public TextOperation diff(Rope before, Rope after) {
        return TextDiff.diff(before, after, noop());
    }

    /** Never empty: in a text every place survives; if what stood around it is deleted, it is between the neighbours. */
    @Override
    public Optional<Selection> transformSelection(Selection selection, TextOperation operation) {
        return Optional.of(SelectionTransform.transform(selection, operation));
    }

    @Override
    public boolean contains(Rope snapshot, Selection selection) {
        return selection.path().isEmpty()
                && snapshot.isBoundary(selection.anchor())
                && snapshot.isBoundary(selection.head());
    }

    @Override
    public Blame<TextOperation> blame(Rope snapshot, long revision) {
        return SequenceBlame.of(snapshot.length(), revision, TextOperation::tell);
    }

    @Override
    public long size(Rope snapshot) {
        return snapshot.length();
    }

    @Override
    public TextOperation decode(Object json) {
        return TextCodec.decode(json, noop());
    }

    @Override
    public Object encode(TextOperation operation) {
        return TextCodec.encode(operation);
    }

    @Override
    public Rope decodeSnapshot(Object json) {
        return TextCodec.decodeSnapshot(json);
    }

    @Override
    public Object encodeSnapshot(Rope snapshot) {
        return snapshot.toString();
    }
}
