package dev.stet.ot.text;

import java.util.Arrays;

/**
 * Subtrees of one height, one behind the other. Immutable.
 *
 * <p>In a large text most of the way down to a place is in no cache of the processor, and its nodes are waited for one
 * after the other. So there are few of them on a way, and a branch knows itself where its subtrees end: nothing but the
 * way is looked at.
 *
 * <pre>
 *     child        0       1            2
 *              ├───────┼───────┼────────────────┤
 *     ends             7      15               32
 * </pre>
 */
final class Branch extends Node {
    /** The most children. A change copies all branches above it: more children make that dearer, fewer the way longer. */
    static final int MOST = 32;

    /** The fewest children of a branch that has one above it. */
    static final int FEWEST = MOST / 2;

    /** Where each child ends. Before the children, since a collector copies what is here in turn, and both are read. */
    private final int[] ends;

    private final Node[] children;

    /** The code points up to the end of each child: {@link #ends} itself while there is no surrogate pair. */
    private final int[] codePointEnds;

    private final int height;

    /** Keeps the arrays. */
    private Branch(Node[] children, int[] ends, int[] codePointEnds, int height) {
        super(ends[ends.length - 1], codePointEnds[ends.length - 1]);
        this.ends = ends;
        this.children = children;
        this.codePointEnds = codePointEnds;
        this.height = height;
    }

    /** Returns the branch of subtrees of one height, none of them empty; the caller keeps their length within an {@code int}. */
    private static Branch of(Node[] children) {
        int[] ends = new int[children.length];
        int[] codePointEnds = new int[children.length];
        int length = 0;
        int codePoints = 0;
        for (int i = 0; i < children.length; i++) {
            length += children[i].length;
            codePoints += children[i].codePoints;
            ends[i] = length;
            codePointEnds[i] = codePoints;
        }
        int[] counted = codePoints == length ? ends : codePointEnds;
        return new Branch(children, ends, counted, children[0].height() + 1);
    }

    /** Returns the tree of subtrees of one height, at least one; if there are many of them, they stand in full branches. */
    static Node tree(Node... subtrees) {
        Node[] level = subtrees;
        while (level.length > 1) {
            int count = (level.length + MOST - 1) / MOST;
            Node[] above = new Node[count];
            for (int i = 0; i < count; i++) {
                int from = (int) ((long) level.length * i / count);
                int to = (int) ((long) level.length * (i + 1) / count);
                above[i] = of(Arrays.copyOfRange(level, from, to));
            }
            level = above;
        }
        return level[0];
    }

    /** Returns the number of branches on a way to a leaf. */
    int branches() {
        return height;
    }

    int count() {
        return children.length;
    }

    Node child(int index) {
        return children[index];
    }

    /** Returns which child holds what ends at a position behind the first: of two that meet there, the one before it. */
    int childBefore(int position) {
        return firstFrom(ends, position);
    }

    /** Returns where a child begins. */
    int startOf(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    private static int firstFrom(int[] ends, int position) {
        int index = 0;
        while (ends[index] < position) {
            index++;
        }
        return index;
    }

    /** Returns the length of a child, without a look at it. */
    int lengthOf(int index) {
        return ends[index] - startOf(index);
    }

    /** Returns the code points of a child, without a look at it. */
    int codePointsOf(int index) {
        return codePointEnds[index] - codePointsUpTo(index);
    }

    private int codePointsUpTo(int index) {
        return index == 0 ? 0 : codePointEnds[index - 1];
    }

    @Override
    Node replace(int start, int end, String text, int from, int to) {
        int index = childBefore(end);
        int at = startOf(index);
        if (start >= at) {
            return with(index, children[index].replace(start - at, end - at, text, from, to));
        }
        Node head = slice(0, start);
        Node tail = slice(end, length);
        if (from == to) {
            return join(head, tail);
        }
        return join(head.replace(start, start, text, from, to), tail);
    }

    @Override
    Node withLeaf(int start, Leaf leaf) {
        int index = childBefore(start + 1);
        return with(index, children[index].withLeaf(start - startOf(index), leaf));
    }

    /** Returns the tree with another tree, of any height, or empty, in the place of a child. */
    private Node with(int index, Node after) {
        if (after.length == 0) {
            return spliced(index, index + 1);
        }
        if (after instanceof Leaf leaf && height == 1) {
            if (index > 0 && leaf.mergesWith(lengthOf(index - 1))) {
                return spliced(index - 1, index + 1, ((Leaf) children[index - 1]).merge(leaf));
            }
            if (index + 1 < children.length && leaf.mergesWith(lengthOf(index + 1))) {
                return spliced(index, index + 2, leaf.merge((Leaf) children[index + 1]));
            }
            return withChild(index, leaf);
        }
        if (after instanceof Branch branch) {
            if (branch.height == height - 1 && branch.children.length >= FEWEST) {
                return withChild(index, branch);
            }
            if (branch.height == height) {
                return spliced(index, index + 1, branch.children);
            }
        }
        return join(join(part(0, index), after), part(index + 1, children.length));
    }

    /** Returns the branch with another child of the same height. */
    private Branch withChild(int index, Node after) {
        Node[] changed = children.clone();
        changed[index] = after;
        int growth = after.length - lengthOf(index);
        int codePointGrowth = after.codePoints - codePointsOf(index);
        int[] changedEnds = moved(ends, index, growth);
        boolean plain = codePoints + codePointGrowth == length + growth;
        return new Branch(
                changed, changedEnds, plain ? changedEnds : moved(codePointEnds, index, codePointGrowth), height);
    }

    /** Returns the ends when those from one child on have moved. */
    private static int[] moved(int[] ends, int from, int growth) {
        if (growth == 0) {
            return ends;
        }
        int[] moved = ends.clone();
        for (int i = from; i < moved.length; i++) {
            moved[i] += growth;
        }
        return moved;
    }

    /** Returns the tree with other subtrees of the same height in the place of some children, of which something is left. */
    private Node spliced(int from, int to, Node... subtrees) {
        int behind = from + subtrees.length;
        Node[] row = Arrays.copyOf(children, behind + children.length - to);
        System.arraycopy(subtrees, 0, row, from, subtrees.length);
        System.arraycopy(children, to, row, behind, children.length - to);
        return tree(row);
    }

    /** Returns the tree of some of the children. */
    private Node part(int from, int to) {
        return from == to ? NarrowLeaf.EMPTY : tree(Arrays.copyOfRange(children, from, to));
    }

    /** Returns the tree with another one, lower and not empty, at its end. */
    Node followedBy(Node lower) {
        int last = children.length - 1;
        return joined(last, join(children[last], lower));
    }

    /** Returns the tree with another one, lower and not empty, before it. */
    Node precededBy(Node lower) {
        return joined(0, join(lower, children[0]));
    }

    /** Returns the tree with what a join with a child made, which is as high as that or grew by one, in its place. */
    private Node joined(int index, Node join) {
        boolean grew = join instanceof Branch branch && branch.height == height;
        return grew ? spliced(index, index + 1, ((Branch) join).children) : spliced(index, index + 1, join);
    }

    /** Returns the tree with another one of the same height at its end. */
    Node besides(Branch next) {
        boolean full = children.length >= FEWEST && next.children.length >= FEWEST;
        return full ? tree(this, next) : spliced(children.length, children.length, next.children);
    }

    @Override
    Node slice(int start, int end) {
        if (start == 0 && end == length) {
            return this;
        }
        if (start == end) {
            return NarrowLeaf.EMPTY;
        }
        int first = childBefore(start + 1);
        int last = childBefore(end);
        if (first == last) {
            return children[first].slice(start - startOf(first), end - startOf(first));
        }
        Node head = children[first].slice(start - startOf(first), lengthOf(first));
        Node tail = children[last].slice(0, end - startOf(last));
        return join(join(head, part(first + 1, last)), tail);
    }

    @Override
    void copy(int start, int end, char[] target, int offset) {
        int at = start;
        for (int i = childBefore(start); at < end; i++) {
            int to = Math.min(end, ends[i]);
            children[i].copy(at - startOf(i), to - startOf(i), target, offset + at - start);
            at = to;
        }
    }

    @Override
    char charAt(int index) {
        Node node = this;
        int rest = index;
        while (node instanceof Branch branch) {
            int child = branch.childBefore(rest + 1);
            rest -= branch.startOf(child);
            node = branch.children[child];
        }
        return node.charAt(rest);
    }

    @Override
    int codePointsBefore(int index) {
        if (codePoints == length) {
            return index;
        }
        int child = childBefore(index);
        return codePointsUpTo(child) + children[child].codePointsBefore(index - startOf(child));
    }

    @Override
    int indexOfCodePoint(int codePoint) {
        if (codePoints == length) {
            return codePoint;
        }
        int child = firstFrom(codePointEnds, codePoint);
        return startOf(child) + children[child].indexOfCodePoint(codePoint - codePointsUpTo(child));
    }
}
