package dev.stet.ot.json;

import java.util.Optional;
import java.util.function.BiConsumer;

/** Two trees side by side: every key on the left is smaller than every key on the right. */
final class MemberBranch extends Members {
    final Members left;
    final Members right;
    private final int height;

    private MemberBranch(Members left, Members right) {
        super(left.first, left.size + right.size, left.weight + right.weight);
        this.left = left;
        this.right = right;
        this.height = 1 + Math.max(left.height(), right.height());
    }

    /** Returns the balanced tree of two whose heights differ by no more than 2. */
    static Members balanced(Members left, Members right) {
        if (left.size == 0) {
            return right;
        }
        if (right.size == 0) {
            return left;
        }
        if (left instanceof MemberLeaf one && right instanceof MemberLeaf next && one.joins(next)) {
            return one.join(next);
        }
        if (left instanceof MemberBranch high && high.height > right.height() + 1) {
            return raised(high, right);
        }
        if (right instanceof MemberBranch high && high.height > left.height() + 1) {
            return raised(left, high);
        }
        return new MemberBranch(left, right);
    }

    /** Rotates to the right: what is inside goes up if it is the highest. */
    private static MemberBranch raised(MemberBranch high, Members right) {
        if (high.right instanceof MemberBranch inner && inner.height > high.left.height()) {
            return new MemberBranch(new MemberBranch(high.left, inner.left), new MemberBranch(inner.right, right));
        }
        return new MemberBranch(high.left, new MemberBranch(high.right, right));
    }

    /** Rotates to the left. */
    private static MemberBranch raised(Members left, MemberBranch high) {
        if (high.left instanceof MemberBranch inner && inner.height > high.right.height()) {
            return new MemberBranch(new MemberBranch(left, inner.left), new MemberBranch(inner.right, high.right));
        }
        return new MemberBranch(new MemberBranch(left, high.left), high.right);
    }

    @Override
    int height() {
        return height;
    }

    private boolean isLeft(String key) {
        return key.compareTo(right.first) < 0;
    }

    @Override
    Optional<JsonValue> get(String key) {
        Members node = this;
        while (node instanceof MemberBranch branch) {
            node = branch.isLeft(key) ? branch.left : branch.right;
        }
        return node.get(key);
    }

    @Override
    Members put(String key, JsonValue value) {
        return isLeft(key) ? balanced(left.put(key, value), right) : balanced(left, right.put(key, value));
    }

    @Override
    Members remove(String key) {
        return isLeft(key) ? balanced(left.remove(key), right) : balanced(left, right.remove(key));
    }

    @Override
    void forEach(BiConsumer<? super String, ? super JsonValue> consumer) {
        left.forEach(consumer);
        right.forEach(consumer);
    }
}
