package dev.stet.ot.text;

/**
 * A tree with one chunk open: typing goes on where it went on before, so most changes of a text fall into the chunk of
 * the last one. They replace that chunk here and leave the tree as it was; the way down to the chunk is copied only when
 * a change falls elsewhere, or somebody wants the {@linkplain #settled tree} itself.
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

    /** The chunk as it is in the tree. */
    private final Leaf shut;

    /** The chunk as it is in the text: never empty. */
    private final Leaf open;

    /** The tree of the text, or this while nobody asked: a race computes it twice and harms nothing. */
    private Node settled = this;

    private Opened(Node tree, int start, Leaf shut, Leaf open) {
        super(tree.length - shut.length + open.length, tree.codePoints - shut.codePoints + open.codePoints);
        this.tree = tree;
        this.start = start;
        this.shut = shut;
        this.open = open;
    }

    /** {@link Node#replace}, of any root; the result is opened if the change leaves the chunks as they are. */
    static Node replace(Node root, int start, int end, String text, int from, int to) {
        int growth = to - from - (end - start);
        if (root instanceof Opened opened && opened.takes(start, end, growth)) {
            return opened.with(start, end, text, from, to);
        }
        Node node = root.settled();
        int at = 0;
        while (node instanceof Branch branch) {
            int child = branch.childBefore(end - at);
            at += branch.startOf(child);
            if (start < at) {
                return root.settled().replace(start, end, text, from, to);
            }
            node = branch.child(child);
        }
        Leaf leaf = (Leaf) node;
        Opened opened = new Opened(root.settled(), at, leaf, leaf);
        return opened.takes(start, end, growth)
                ? opened.with(start, end, text, from, to)
                : root.settled().replace(start, end, text, from, to);
    }

    private boolean takes(int from, int to, int growth) {
        int size = open.length + growth;
        return from >= start && to <= start + open.length && size > 0 && size <= Leaf.MAX_LENGTH;
    }

    private Opened with(int from, int to, String text, int textFrom, int textTo) {
        Leaf changed = (Leaf) open.replace(from - start, to - start, text, textFrom, textTo);
        return new Opened(tree, start, shut, changed);
    }

    @Override
    Node settled() {
        if (settled == this) {
            settled = tree.withLeaf(start, open);
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
        return index < start + open.length
                ? open.charAt(index - start)
                : tree.charAt(index - open.length + shut.length);
    }

    @Override
    int codePointsBefore(int index) {
        if (index <= start) {
            return tree.codePointsBefore(index);
        }
        return index < start + open.length
                ? tree.codePointsBefore(start) + open.codePointsBefore(index - start)
                : tree.codePointsBefore(index - open.length + shut.length) - shut.codePoints + open.codePoints;
    }

    @Override
    int indexOfCodePoint(int codePoint) {
        int first = tree.codePointsBefore(start);
        if (codePoint < first) {
            return tree.indexOfCodePoint(codePoint);
        }
        return codePoint < first + open.codePoints
                ? start + open.indexOfCodePoint(codePoint - first)
                : tree.indexOfCodePoint(codePoint - open.codePoints + shut.codePoints) - shut.length + open.length;
    }
}
