package dev.stet.ot.text;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** How much of the tree of one rope is the tree of another. */
public final class RopeSharing {
    private RopeSharing() {}

    /** Returns how many nodes of {@code after} are no nodes of {@code before}. */
    public static int newNodes(Rope before, Rope after) {
        Set<Node> known = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(before.tree(), known);
        Set<Node> all = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(after.tree(), all);
        all.removeAll(known);
        return all.size();
    }

    private static void collect(Node node, Set<Node> nodes) {
        nodes.add(node);
        if (node instanceof Branch branch) {
            for (int i = 0; i < branch.count(); i++) {
                collect(branch.child(i), nodes);
            }
        }
    }
}
