package dev.stet.ot.text;

/**
 * Two subtrees of which at least one is a branch. It keeps what is below these, too, so that every other branch on the way
 * to a place is not looked at:
 *
 * <pre>
 *                           this
 *              left                     right
 *        way 0      way 1         way 2       way 3
 *      ├──────────┼──────────┼───────────┼───────────┤
 *             leftMiddle   middle    rightMiddle
 * </pre>
 *
 * Where a subtree is a leaf, it is itself the way to it. Immutable.
 */
final class TallBranch extends Branch {
    private final int height;
    private final Node first;
    private final Node second;
    private final Node third;
    private final Node fourth;

    /** Where the second way begins. */
    private final int leftMiddle;

    /** Where the fourth way begins. */
    private final int rightMiddle;

    TallBranch(Node left, Node right) {
        super(left, right);
        this.height = 1 + Math.max(left.height(), right.height());
        this.first = left instanceof Branch branch ? branch.left : left;
        this.second = left instanceof Branch branch ? branch.right : left;
        this.leftMiddle = left instanceof Branch branch ? branch.middle : middle;
        this.third = right instanceof Branch branch ? branch.left : right;
        this.fourth = right instanceof Branch branch ? branch.right : right;
        this.rightMiddle = right instanceof Branch branch ? middle + branch.middle : length;
    }

    /** The branch of {@code origin} with another left subtree of the same height. */
    private TallBranch(Node left, TallBranch origin) {
        super(
                left,
                origin.right,
                origin.length + left.length - origin.middle,
                origin.codePoints + left.codePoints - origin.left.codePoints,
                left.length);
        this.height = origin.height;
        this.first = left instanceof Branch branch ? branch.left : left;
        this.second = left instanceof Branch branch ? branch.right : left;
        this.leftMiddle = left instanceof Branch branch ? branch.middle : middle;
        this.third = origin.third;
        this.fourth = origin.fourth;
        this.rightMiddle = origin.rightMiddle + left.length - origin.middle;
    }

    /** The branch of {@code origin} with another right subtree of the same height. */
    private TallBranch(TallBranch origin, Node right) {
        super(
                origin.left,
                right,
                origin.middle + right.length,
                origin.codePoints + right.codePoints - origin.right.codePoints,
                origin.middle);
        this.height = origin.height;
        this.first = origin.first;
        this.second = origin.second;
        this.leftMiddle = origin.leftMiddle;
        this.third = right instanceof Branch branch ? branch.left : right;
        this.fourth = right instanceof Branch branch ? branch.right : right;
        this.rightMiddle = right instanceof Branch branch ? middle + branch.middle : length;
    }

    @Override
    int branches() {
        return height;
    }

    @Override
    int way(int start, int end) {
        if (end <= middle) {
            if (end <= leftMiddle) {
                return 0;
            }
            return start >= leftMiddle ? 1 : ACROSS;
        }
        if (start < middle) {
            return ACROSS;
        }
        if (end <= rightMiddle) {
            return 2;
        }
        return start >= rightMiddle ? 3 : ACROSS;
    }

    @Override
    Node below(int way) {
        return switch (way) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            default -> fourth;
        };
    }

    @Override
    int startOf(int way) {
        return switch (way) {
            case 0 -> 0;
            case 1 -> leftMiddle;
            case 2 -> middle;
            default -> rightMiddle;
        };
    }

    @Override
    Node withLeft(Node after) {
        return takesPlace(after, left) ? new TallBranch(after, this) : super.withLeft(after);
    }

    @Override
    Node withRight(Node after) {
        return takesPlace(after, right) ? new TallBranch(this, after) : super.withRight(after);
    }

    /** Returns whether a subtree can take the place of another one without {@link #join}. */
    private static boolean takesPlace(Node after, Node before) {
        return after.height() == before.height() && after.length > 0;
    }
}
