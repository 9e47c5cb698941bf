package dev.stet.ot.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.plain.Surrogates;

/** What holds for the tree of every rope. */
final class RopeShape {
    /** Object headers, counters and pointers of a leaf with its array, 64-bit, compressed. */
    private static final int LEAF_BYTES = 24 + 16;

    /** The same of a branch, with two arrays; and what each child takes in them. */
    private static final int BRANCH_BYTES = 40 + 16 + 16;

    private static final int CHILD_BYTES = 4 + 4;

    private int leaves;
    private long bytesBesidesText;
    private long units;

    private RopeShape() {}

    /** Checks a rope's tree. */
    static RopeShape of(Rope rope) {
        RopeShape shape = new RopeShape();
        shape.visit(rope.tree(), true);
        assertThat(shape.units).isEqualTo(rope.length());
        assertThat(rope.tree().codePoints).isEqualTo(rope.codePointCount());
        double bound = 1 + Math.log(shape.leaves) / Math.log(Branch.FEWEST);
        assertThat((double) rope.tree().height()).as("height").isLessThanOrEqualTo(bound);
        return shape;
    }

    int leaves() {
        return leaves;
    }

    /** Returns the bytes kept for each unit, if all are Latin-1. */
    double bytesPerUnit() {
        return 1 + (double) bytesBesidesText / units;
    }

    private void visit(Node node, boolean isRoot) {
        switch (node) {
            case Branch branch -> visit(branch, isRoot);
            case Unsettled typed -> throw new AssertionError("only the root of a rope may be unsettled");
            case Leaf leaf -> {
                String text = leaf.toString();
                assertThat(leaf.length).isBetween(isRoot ? 0 : 1, Leaf.MAX_LENGTH);
                assertThat(Surrogates.firstLone(text)).as("lone surrogate").isEqualTo(-1);
                assertThat(leaf.codePoints).isEqualTo(text.codePointCount(0, text.length()));
                assertThat(leaf.length).isEqualTo(text.length());
                leaves++;
                bytesBesidesText += LEAF_BYTES;
                units += leaf.length;
            }
        }
    }

    private void visit(Branch branch, boolean isRoot) {
        assertThat(branch.count()).isBetween(isRoot ? 2 : Branch.FEWEST, Branch.MOST);
        int length = 0;
        int codePoints = 0;
        for (int i = 0; i < branch.count(); i++) {
            Node child = branch.child(i);
            assertThat(child.height()).isEqualTo(branch.height() - 1);
            assertThat(branch.startOf(i)).isEqualTo(length);
            assertThat(branch.childBefore(length + 1)).isEqualTo(i);
            assertThat(branch.codePointsBefore(length)).isEqualTo(codePoints);
            length += child.length;
            codePoints += child.codePoints;
            assertThat(branch.childBefore(length)).isEqualTo(i);
            visit(child, false);
        }
        assertThat(branch.length).isEqualTo(length);
        assertThat(branch.codePoints).isEqualTo(codePoints);
        bytesBesidesText += BRANCH_BYTES + branch.count() * CHILD_BYTES;
    }
}
