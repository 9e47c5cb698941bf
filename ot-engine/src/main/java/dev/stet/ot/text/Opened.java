package dev.stet.ot.text;

/**
 * A tree with one {@linkplain OpenChunk chunk} open: typing goes on where it went on before, so most changes of a text
 * fall into the chunk of the last one. They replace that chunk here and leave the tree as it was; the way down to the
 * chunk is copied only when a change falls elsewhere, or somebody wants the {@linkplain #settled tree} itself.
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
final class Opened extends Node {
    private final Node tree;

    /** Where the chunk begins, in the tree and in the text. */
    private final int start;

    /** How long the chunk is in the tree. */
    private final int shut;

    /** How many code points the chunk has in the tree. */
    private final int shutCodePoints;

    /** The chunk as it is in the text. */
    private final OpenChunk open;

    /** The tree of the text, or this while nobody asked: a race computes it twice and harms nothing. */
    private Node settled = this;

    private Opened(Node tree, int start, int shut, int shutCodePoints, OpenChunk open) {
        super(tree.length - shut + open.length, tree.codePoints - shutCodePoints + open.codePoints);
        this.tree = tree;
        this.start = start;
        this.shut = shut;
        this.shutCodePoints = shutCodePoints;
        this.open = open;
    }

    /** {@link Node#replace}, of any root; the result is opened if the change leaves the chunks as they are. */
    static Node replace(Node root, int start, int end, String text, int from, int to) {
        int growth = to - from - (end - start);
        if (root instanceof Opened opened && opened.takes(start, end, growth)) {
            return opened.with(start, end, text.substring(from, to));
        }
        Node tree = root.settled();
        Node node = tree;
        int at = 0;
        int length = tree.length;
        int codePoints = tree.codePoints;
        for (int height = tree.height(); height > 0; height--) {
            Branch branch = (Branch) node;
            int child = branch.childBefore(end - at);
            length = branch.lengthOf(child);
            codePoints = branch.codePointsOf(child);
            at += branch.startOf(child);
            node = branch.child(child);
        }
        if (start < at || length + growth <= 0 || length + growth > Leaf.MAX_LENGTH) {
            return tree.replace(start, end, text, from, to);
        }
        OpenChunk open = OpenChunk.of(node, length, codePoints, start - at, end - at, text.substring(from, to));
        return new Opened(tree, at, length, codePoints, open);
    }

    private boolean takes(int from, int to, int growth) {
        int size = open.length + growth;
        return from >= start && to <= start + open.length && size > 0 && size <= Leaf.MAX_LENGTH;
    }

    private Opened with(int from, int to, String text) {
        return new Opened(tree, start, shut, shutCodePoints, open.with(from - start, to - start, text));
    }

    @Override
    Node settled() {
        if (settled == this) {
            settled = tree.withLeaf(start, open.leaf());
        }
        return settled;
    }

    @Override
    Node withLeaf(int at, Leaf leaf) {
        return settled().withLeaf(at, leaf);
    }

    @Override
    Node replace(int from, int to, String text, int textFrom, int textTo) {
        return settled().replace(from, to, text, textFrom, textTo);
    }

    @Override
    Node slice(int from, int to) {
        return settled().slice(from, to);
    }

    @Override
    void copy(int from, int to, char[] target, int offset) {
        settled().copy(from, to, target, offset);
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
