package dev.stet.ot.text;

/** Two leaves. Immutable. */
final class LowBranch extends Branch {
    LowBranch(Node left, Node right) {
        super(left, right);
    }

    @Override
    int branches() {
        return 1;
    }

    @Override
    int way(int start, int end) {
        if (end <= middle) {
            return 0;
        }
        return start >= middle ? 1 : ACROSS;
    }

    @Override
    Node below(int way) {
        return way == 0 ? left : right;
    }

    @Override
    int startOf(int way) {
        return way == 0 ? 0 : middle;
    }
}
