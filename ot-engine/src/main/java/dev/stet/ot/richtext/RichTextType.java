package dev.stet.ot.richtext;

import dev.stet.ot.Blame;
import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.OperationType;
import dev.stet.ot.Rebased;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.blame.SequenceBlame;
import dev.stet.ot.rebase.Rebasing;
import java.util.List;
import java.util.Optional;

/**
 * Text with attributes and embeds, as {@code rich-text} (Quill Delta): the same operations on the wire, the same result
 * of every transformation, composition and inversion. Stricter in what it takes: an operation must not reach past the
 * end of the document, must not cut a surrogate pair, must not insert half of one, and must not hold what means nothing.
 *
 * <p>The sides are the mirror image of those of plain text: of two concurrent inserts at one place {@link Side#LEFT}'s
 * ends up behind the other, and of two values for one attribute {@link Side#RIGHT}'s stays. There are no paths: a
 * selection is two positions.
 *
 * <p>Immutable.
 */
public final class RichTextType implements OperationType<RichText, RichTextOperation> {
    /** The only one: a type has no state. */
    public static final RichTextType RICH_TEXT = new RichTextType();

    private static final Rebasing<RichTextOperation, ComponentCursor, RichTextOperationBuilder> REBASING =
            new Rebasing<>(new RebasedComponents());

    private RichTextType() {}

    @Override
    public String name() {
        return "rich-text";
    }

    @Override
    public String uri() {
        return "http://sharejs.org/types/rich-text/v1";
    }

    @Override
    public RichText empty() {
        return RichText.empty();
    }

    @Override
    public RichTextOperation noop() {
        return RichTextOperation.noop();
    }

    @Override
    public RichText apply(RichText snapshot, RichTextOperation operation) {
        return RichTextApply.apply(snapshot, operation);
    }

    @Override
    public RichTextOperation transform(RichTextOperation operation, RichTextOperation against, Side side) {
        return RichTextTransform.transform(operation, against, side);
    }

    @Override
    public Rebased<RichTextOperation> rebase(RichTextOperation operation, List<RichTextOperation> over, Side side) {
        return REBASING.rebase(operation, over, side);
    }

    /** Of two values for one attribute that of {@link Side#RIGHT} stays. */
    @Override
    public Side yielding() {
        return Side.LEFT;
    }

    @Override
    public RichTextOperation compose(RichTextOperation first, RichTextOperation second) {
        return RichTextCompose.compose(first, second);
    }

    @Override
    public RichTextOperation invert(RichTextOperation operation, RichText before) {
        return RichTextApply.invert(operation, before);
    }

    /** Leaves what both have in common where it is, and changes how it looks; says of text what {@code text} does. */
    @Override
    public RichTextOperation diff(RichText before, RichText after) {
        return RichTextDiff.diff(before, after);
    }

    /** Never empty: in a text every place survives; if what stood around it is deleted, it is between the neighbours. */
    @Override
    public Optional<Selection> transformSelection(Selection selection, RichTextOperation operation) {
        return Optional.of(SelectionTransform.transform(selection, operation, false));
    }

    /**
     * Returns the selection of the author of an operation, moved over it: an insert exactly at an end of the selection
     * moves that end, so that a caret goes along with what is typed at it.
     *
     * @throws InvalidOperationException as {@link #transformSelection}
     */
    public Selection transformOwnSelection(Selection selection, RichTextOperation operation) {
        return SelectionTransform.transform(selection, operation, true);
    }

    @Override
    public boolean contains(RichText snapshot, Selection selection) {
        return selection.path().isEmpty()
                && snapshot.isBoundary(selection.anchor())
                && snapshot.isBoundary(selection.head());
    }

    /** Formatting is no authorship: whatever it looks like, a text stays its writer's. */
    @Override
    public Blame<RichTextOperation> blame(RichText snapshot, long revision) {
        return SequenceBlame.of(snapshot.length(), revision, RichTextOperation::tell);
    }

    /**
     * Returns {@link RichText#size}: what attributes and embeds hold counts too, so this is what to limit, and is more
     * than the {@linkplain RichText#length length} that positions count.
     */
    @Override
    public long size(RichText snapshot) {
        return snapshot.size();
    }

    @Override
    public RichTextOperation decode(Object json) {
        return RichTextCodec.decode(json);
    }

    @Override
    public Object encode(RichTextOperation operation) {
        return RichTextCodec.encode(operation);
    }

    @Override
    public RichText decodeSnapshot(Object json) {
        return RichTextCodec.decodeSnapshot(json);
    }

    @Override
    public Object encodeSnapshot(RichText snapshot) {
        return RichTextCodec.encodeSnapshot(snapshot);
    }
}
