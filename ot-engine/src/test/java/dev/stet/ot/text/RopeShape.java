package dev.stet.ot.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.plain.Surrogates;

/** What holds for the tree of every rope. */
final class RopeShape {
    /** Object headers, counters and pointers of a leaf with its array, and of the branch above it: 64-bit, compressed. */
    private static final int BYTES_BESIDES_TEXT = 24 + 16 + 32;

    private int leaves;
    private long units;

    private RopeShape() {}

    /** Checks a rope's tree. */
    static RopeShape of(Rope rope) {
        RopeShape shape = new RopeShape();
        shape.visit(rope.tree(), rope.length() == 0);
        assertThat(shape.units).isEqualTo(rope.length());
        assertThat(rope.tree().codePoints).isEqualTo(rope.codePointCount());
        double bound = 1.45 * Math.log(shape.leaves + 2) / Math.log(2);
        assertThat((double) rope.tree().height()).as("height").isLessThanOrEqualTo(bound);
        return shape;
    }

    int leaves() {
        return leaves;
    }

    /** Returns the bytes kept for each unit, if all are Latin-1. */
    double bytesPerUnit() {
        return 1 + (double) leaves * BYTES_BESIDES_TEXT / units;
    }

    private void visit(Node node, boolean mayBeEmpty) {
        switch (node) {
            case Branch branch -> {
                assertThat(branch.length).isEqualTo(branch.left.length + branch.right.length);
                assertThat(branch.codePoints).isEqualTo(branch.left.codePoints + branch.right.codePoints);
                assertThat(Math.abs(branch.left.height() - branch.right.height()))
                        .isLessThanOrEqualTo(1);
                assertThat(branch.height()).isEqualTo(1 + Math.max(branch.left.height(), branch.right.height()));
                visit(branch.left, false);
                visit(branch.right, false);
            }
            case Opened opened -> throw new AssertionError("only the root of a rope may be opened");
            case Leaf leaf -> {
                String text = leaf.toString();
                assertThat(leaf.length).isBetween(mayBeEmpty ? 0 : 1, Leaf.MAX_LENGTH);
                assertThat(Surrogates.firstLone(text)).as("lone surrogate").isEqualTo(-1);
                assertThat(leaf.codePoints).isEqualTo(text.codePointCount(0, text.length()));
                assertThat(leaf.length).isEqualTo(text.length());
                leaves++;
                units += leaf.length;
            }
        }
    }
}
