package dev.stet.ot.text;

/**
 * A tree with one chunk open: changes that are not all at one place, but in that chunk, replace it here. The way down to
 * the chunk is copied only when a change falls elsewhere, or somebody wants the tree itself.
 *
 * <pre>
 *     tree    ┌──────────────────┬──────┬────────────────┐
 *             └──────────────────┴ shut ┴────────────────┘
 *     text    ┌──────────────────┬──────────┬────────────────┐
 *             └──────────────────┴   open   ┴────────────────┘
 *                                start
 * </pre>
 *
 * Only the root of a rope is opened. Immutable, but for remembering the settled tree once it was asked for.
 */
final class Opened extends Unsettled {
    private final Node tree;

    /** Where the chunk begins, in the tree and in the text. */
    private final int start;

    /** How long the chunk is in the tree. */
    private final int shut;

    /** How many code points the chunk has in the tree. */
    private final int shutCodePoints;

    /** The chunk as it is in the text. */
    private final Typed open;

    private Opened(Node tree, int start, int shut, int shutCodePoints, Typed open) {
        super(tree.length - shut + open.length, tree.codePoints - shutCodePoints + open.codePoints);
        this.tree = tree;
        this.start = start;
        this.shut = shut;
        this.shutCodePoints = shutCodePoints;
        this.open = open;
    }

    /** Returns the text with the chunk open in which all was typed, if there is one and the next change may be in it, too. */
    static Node near(Typed text, int from, int to) {
        if (to < text.cut() - Leaf.MAX_LENGTH || from > text.typedEnd() + Leaf.MAX_LENGTH) {
            return text;
        }
        Node node = text.below();
        int start = 0;
        int length = node.length;
        int codePoints = node.codePoints;
        for (int height = node.height(); height > 0; height--) {
            Branch branch = (Branch) node;
            int child = branch.childBefore(text.cutEnd() - start);
            length = branch.lengthOf(child);
            codePoints = branch.codePointsOf(child);
            start += branch.startOf(child);
            node = branch.child(child);
        }
        int size = length + text.length - text.below().length;
        return text.cut() < start || size <= 0 || size > Leaf.MAX_LENGTH
                ? text
                : new Opened(text.below(), start, length, codePoints, text.of(node, start, length, codePoints));
    }

    /** Returns whether a change is in the chunk, and leaves something of it that is not too long for one. */
    boolean takes(int from, int to, int inserted) {
        int size = open.length + inserted - (to - from);
        return from >= start && to <= start + open.length && size > 0 && size <= Leaf.MAX_LENGTH;
    }

    /** Returns the text with units of the chunk replaced. */
    Opened with(int from, int to, String text) {
        return new Opened(tree, start, shut, shutCodePoints, open.withAnywhere(from - start, to - start, text));
    }

    @Override
    Node settle() {
        return tree.withLeaf(start, open.leaf());
    }

    @Override
    char charAt(int index) {
        if (index < start) {
            return tree.charAt(index);
        }
        return index < start + open.length ? open.charAt(index - start) : tree.charAt(index - open.length + shut);
    }

    @Override
    int codePointsBefore(int index) {
        if (index <= start) {
            return tree.codePointsBefore(index);
        }
        return index < start + open.length
                ? tree.codePointsBefore(start) + open.codePointsBefore(index - start)
                : tree.codePointsBefore(index - open.length + shut) - shutCodePoints + open.codePoints;
    }

    @Override
    int indexOfCodePoint(int codePoint) {
        int first = tree.codePointsBefore(start);
        if (codePoint < first) {
            return tree.indexOfCodePoint(codePoint);
        }
        return codePoint < first + open.codePoints
                ? start + open.indexOfCodePoint(codePoint - first)
                : tree.indexOfCodePoint(codePoint - open.codePoints + shutCodePoints) - shut + open.length;
    }
}
