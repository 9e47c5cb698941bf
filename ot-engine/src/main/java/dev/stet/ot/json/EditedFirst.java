package dev.stet.ot.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * What is done inside of items until the first item is put in, taken away or moved, and what is done from then on.
 *
 * <pre>
 *   before                     since
 *   edits inside of items    │ an item taken away, edits inside of items, an item moved, ...
 * </pre>
 *
 * As the first link since then changes the array itself, none of the two parts is ever merged with one of the other. When
 * it vanishes, and edits come first, it is time to lay all out again.
 *
 * <p>Confined to its owner's thread.
 */
final class EditedFirst implements Row<JsonComponent> {
    private final Chain<JsonComponent> chain;
    private final EditedItems before;
    private final CrowdedItems since;
    private final int links;
    private int passes;

    /** @param since not empty, and its first link cannot be merged with edits */
    EditedFirst(Chain<JsonComponent> chain, EditedItems before, CrowdedItems since, int links) {
        this.chain = chain;
        this.before = before;
        this.since = since;
        this.links = links;
    }

    @Override
    public List<JsonComponent> pass(
            List<JsonComponent> others, BiPredicate<Link<JsonComponent>, Link<JsonComponent>> apart) {
        passes++;
        List<JsonComponent> pieces = before.pass(others, apart);
        if (pieces.isEmpty()) {
            return pieces;
        }
        List<JsonComponent> passed = since.pass(pieces, apart);
        if (since.mayMergeWithEdits()) {
            since.first().ifPresent(chain::mayMerge);
        }
        return passed;
    }

    @Override
    public int growth(Reach<JsonComponent> reach) {
        return since.growth(reach);
    }

    @Override
    public boolean isCrowded() {
        return passes > links || since.mayMergeWithEdits();
    }

    @Override
    public List<Link<JsonComponent>> dissolve() {
        List<Link<JsonComponent>> all = new ArrayList<>(before.dissolve());
        all.addAll(since.dissolve());
        return all;
    }
}
