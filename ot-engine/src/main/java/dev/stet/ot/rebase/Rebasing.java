package dev.stet.ot.rebase;

import dev.stet.ot.Rebased;
import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Takes an operation and a run of others past each other, one by one, in time near the number of components of all of
 * them together. The result is that of {@link dev.stet.ot.OperationType#transform} in a loop, which walks over the whole
 * operation for every other one.
 *
 * <p>As long as the operation is short, the loop is what is done; it is cut into {@link Fragments} when it is long and
 * there is much to pass.
 *
 * <p>Immutable.
 */
public final class Rebasing<O, C, B> {
    /** About how many components a fragment has. Each run walks over one of them and over the tree of all. */
    private static final int USUAL_FRAGMENT = 16;

    /** For fewer entries than this, cutting a long operation up costs more than walking over it. */
    private static final int FEW_ENTRIES = 4;

    private final SequenceOperations<O, C, B> kind;
    private final int most;

    /** Rebasing of the operations of a type. */
    public Rebasing(SequenceOperations<O, C, B> kind) {
        this(kind, USUAL_FRAGMENT);
    }

    /**
     * Rebasing with fragments of another size: small ones find mistakes with small operations.
     *
     * @param most about how many components a fragment has, 1 or more
     */
    public Rebasing(SequenceOperations<O, C, B> kind, int most) {
        this.kind = kind;
        this.most = most;
    }

    /** Does what {@link dev.stet.ot.OperationType#rebase} says. */
    public Rebased<O> rebase(O operation, List<O> over, Side side) {
        List<O> theirs = new ArrayList<>(over.size());
        O mine = operation;
        int passed = 0;
        while (passed < over.size()) {
            List<O> rest = over.subList(passed, over.size());
            if (kind.size(mine) > 2 * most && rest.size() >= FEW_ENTRIES) {
                OptionalInt length = documentLength(mine, rest);
                if (length.isPresent()) {
                    Fragments<O, C, B> fragments = new Fragments<>(kind, mine, length.getAsInt(), side, most);
                    rest.forEach(entry -> theirs.add(fragments.pass(entry)));
                    return new Rebased<>(fragments.operation(), theirs);
                }
            }
            O entry = over.get(passed++);
            theirs.add(kind.transform(entry, mine, side.opposite()));
            mine = kind.transform(mine, entry, side);
        }
        return new Rebased<>(mine, theirs);
    }

    /**
     * Returns a length for the document that is one unit more than anything reaches; nothing if documents on the way
     * might be longer than can be counted.
     */
    private OptionalInt documentLength(O operation, List<O> over) {
        long reached = kind.baseLength(operation);
        long grown = 0;
        long grownMost = 0;
        long longest = 0;
        for (O entry : over) {
            reached = Math.max(reached, kind.baseLength(entry) - grown);
            longest = Math.max(longest, kind.targetLength(entry));
            grown += kind.targetLength(entry) - kind.baseLength(entry);
            grownMost = Math.max(grownMost, grown);
        }
        long limit = reached + 1 + grownMost + longest + kind.targetLength(operation);
        return limit > Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) reached + 1);
    }
}
