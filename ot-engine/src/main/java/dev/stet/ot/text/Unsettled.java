package dev.stet.ot.text;

/**
 * A text of which not all is in its tree yet, as typing goes on where it went on before: most changes of a text leave the
 * tree as it was. Reading needs no tree; whatever else is asked for is asked of the {@linkplain #settled tree}.
 *
 * <pre>
 *   a change at some place                       {@link Typed}: a few units stand apart from the tree
 *   then others near it, in one chunk            {@link Opened}: that chunk, looked up once, stands apart
 *   then one elsewhere                           settled, and typed there
 * </pre>
 *
 * Immutable, but for remembering the tree once it was asked for.
 */
abstract sealed class Unsettled extends Node permits Typed, Opened {
    /** The tree of the text, or this while nobody asked: a race computes it twice and harms nothing. */
    private Node settled = this;

    Unsettled(int length, int codePoints) {
        super(length, codePoints);
    }

    /** {@link Node#replace}, of any root; a small change is left apart. */
    static Node replaceIn(Node root, int start, int end, String text, int from, int to) {
        int inserted = to - from;
        if (root instanceof Typed typed && typed.takes(start, end, inserted)) {
            return typed.with(start, end, text.substring(from, to));
        }
        Node opened = root instanceof Typed typed ? Opened.near(typed, start, end) : root;
        if (opened instanceof Opened chunk && chunk.takes(start, end, inserted)) {
            return chunk.with(start, end, text.substring(from, to));
        }
        Node tree = root.settled();
        Typed untouched = Typed.at(start, tree);
        return untouched.takes(start, end, inserted)
                ? untouched.with(start, end, text.substring(from, to))
                : tree.replace(start, end, text, from, to);
    }

    @Override
    final Node settled() {
        if (settled == this) {
            settled = settle();
        }
        return settled;
    }

    /** Makes the tree of the text. */
    abstract Node settle();

    @Override
    final Node withLeaf(int at, Leaf leaf) {
        return settled().withLeaf(at, leaf);
    }

    @Override
    final Node replace(int from, int to, String text, int textFrom, int textTo) {
        return settled().replace(from, to, text, textFrom, textTo);
    }

    @Override
    final Node slice(int from, int to) {
        return settled().slice(from, to);
    }

    @Override
    final void copy(int from, int to, char[] target, int offset) {
        settled().copy(from, to, target, offset);
    }
}
