package dev.stet.ot.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.plain.Surrogates;
import java.util.ArrayList;
import java.util.List;

/** What holds for the tree of every rope. */
final class RopeShape {
    /** Object headers, counters and pointers of a leaf with its array, 64-bit, compressed; and of branches. */
    private static final int LEAF_BYTES = 24 + 16;

    private static final int LOW_BRANCH_BYTES = 32;
    private static final int TALL_BRANCH_BYTES = 64;

    private int leaves;
    private long bytesBesidesText;
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
        return 1 + (double) bytesBesidesText / units;
    }

    private void visit(Node node, boolean mayBeEmpty) {
        switch (node) {
            case Branch branch -> {
                assertThat(branch.length).isEqualTo(branch.left.length + branch.right.length);
                assertThat(branch.codePoints).isEqualTo(branch.left.codePoints + branch.right.codePoints);
                assertThat(Math.abs(branch.left.height() - branch.right.height()))
                        .isLessThanOrEqualTo(1);
                assertThat(branch.height()).isEqualTo(1 + Math.max(branch.left.height(), branch.right.height()));
                assertWays(branch);
                bytesBesidesText += branch instanceof LowBranch ? LOW_BRANCH_BYTES : TALL_BRANCH_BYTES;
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
                bytesBesidesText += LEAF_BYTES;
                units += leaf.length;
            }
        }
    }

    /** Checks that a branch knows what is below it, and where it begins. */
    private static void assertWays(Branch branch) {
        List<Node> below = new ArrayList<>();
        for (Node half : List.of(branch.left, branch.right)) {
            boolean twoSteps = branch instanceof TallBranch;
            Branch steps = twoSteps && half instanceof Branch inner ? inner : new LowBranch(half, half);
            below.add(steps.left);
            if (twoSteps) {
                below.add(steps.right);
            }
        }
        int end = 0;
        for (int way = 0; way < below.size(); way++) {
            assertThat(branch.below(way)).isSameAs(below.get(way));
            boolean again = way > 0 && below.get(way) == below.get(way - 1);
            if (!again) {
                assertThat(branch.startOf(way)).isEqualTo(end);
                end += below.get(way).length;
                assertThat(branch.way(branch.startOf(way), end)).isEqualTo(way);
            }
        }
        assertThat(branch.way(0, branch.length)).isEqualTo(Branch.ACROSS);
    }
}
