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
 * Plain text whose positions and lengths count Unicode code points, as ottypes {@code text-unicode}: the same operations
 * on the wire, the same result of every transformation, composition and inversion. Stricter in what it takes: an
 * operation must not reach past the end of the document, a delete that says what it takes away must find it there, and
 * no text may hold half a surrogate pair.
 *
 * <p>Documents are the same ropes as those of {@link TextType}; operations are transformed and composed by the same
 * rules. A selection is two positions, counted in code points.
 *
 * <p>Immutable.
 */
public final class UnicodeTextType implements OperationType<Rope, UnicodeOperation> {
    /** The only one: a type has no state. */
    public static final UnicodeTextType TEXT_UNICODE = new UnicodeTextType();

    private static final Rebasing<UnicodeOperation, ComponentCursor, Packer> REBASING =
            new Rebasing<>(new TextComponents<>(UnicodeOperation.noop(), false));

    private static final Rebasing<UnicodeOperation, ComponentCursor, Packer> REBASING_WHAT_IS_SAID =
            new Rebasing<>(new TextComponents<>(UnicodeOperation.noop(), true));

    private UnicodeTextType() {}

    @Override
    public String name() {
        return "text-unicode";
    }

    @Override
    public String uri() {
        return "http://sharejs.org/types/text-unicode";
    }

    @Override
    public Rope empty() {
        return Rope.empty();
    }

    @Override
    public UnicodeOperation noop() {
        return UnicodeOperation.noop();
    }

    @Override
    public Rope apply(Rope snapshot, UnicodeOperation operation) {
        UnicodeFit.require(snapshot, operation);
        return TextApply.apply(snapshot, operation);
    }

    @Override
    public UnicodeOperation transform(UnicodeOperation operation, UnicodeOperation against, Side side) {
        return TextTransform.transform(operation, against, side);
    }

    @Override
    public Rebased<UnicodeOperation> rebase(UnicodeOperation operation, List<UnicodeOperation> over, Side side) {
        return (operation.removed().isEmpty() ? REBASING : REBASING_WHAT_IS_SAID).rebase(operation, over, side);
    }

    /** Texts have no values to set, only places to share. */
    @Override
    public Side yielding() {
        return Side.RIGHT;
    }

    @Override
    public UnicodeOperation compose(UnicodeOperation first, UnicodeOperation second) {
        return TextCompose.compose(first, second);
    }

    @Override
    public UnicodeOperation invert(UnicodeOperation operation, Rope before) {
        return operation.makeInvertible(before).invert();
    }

    /** Returns the changes line by line, word by word and letter by letter, as of {@link TextType}; deletes only count. */
    @Override
    public UnicodeOperation diff(Rope before, Rope after) {
        return TextDiff.diff(before, after, noop());
    }

    /** Never empty: in a text every place survives; if what stood around it is deleted, it is between the neighbours. */
    @Override
    public Optional<Selection> transformSelection(Selection selection, UnicodeOperation operation) {
        return Optional.of(SelectionTransform.transform(selection, operation));
    }

    @Override
    public boolean contains(Rope snapshot, Selection selection) {
        return selection.path().isEmpty()
                && selection.anchor() <= snapshot.codePointCount()
                && selection.head() <= snapshot.codePointCount();
    }

    @Override
    public Blame<UnicodeOperation> blame(Rope snapshot, long revision) {
        return SequenceBlame.of(snapshot.codePointCount(), revision, UnicodeOperation::tell);
    }

    @Override
    public long size(Rope snapshot) {
        return snapshot.codePointCount();
    }

    @Override
    public UnicodeOperation decode(Object json) {
        return TextCodec.decode(json, noop());
    }

    @Override
    public Object encode(UnicodeOperation operation) {
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
