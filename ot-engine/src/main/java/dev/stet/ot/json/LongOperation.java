package dev.stet.ot.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A long operation, laid out by the places that it changes, on its way past others. Confined to its owner's thread. */
final class LongOperation {
    private final Chain<JsonComponent> chain;
    private final JsonPlace root;

    /** The components, once they had to be passed all together. */
    private Optional<List<JsonComponent>> together = Optional.empty();

    /**
     * @param components settled: no two neighbours would be merged
     * @param most about how many links are few
     */
    LongOperation(List<JsonComponent> components, int most) {
        this.chain = new Chain<>(JsonTransform.JSON0);
        for (int i = 0; i < components.size(); i++) {
            chain.add(new Link<>(components.get(i), i));
        }
        this.root = new JsonPlace(chain, chain.links(), 0, most);
    }

    /** Returns whether another operation may pass; otherwise it has to be one that passes all components. */
    boolean isSettled() {
        return !chain.isUnsettled();
    }

    /** Takes the operation past another one, and returns what becomes of that. */
    JsonOperation pass(JsonOperation other) {
        if (chain.isEmpty()) {
            return other;
        }
        List<JsonComponent> others = other.components();
        List<JsonComponent> passed = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            if (chain.isUnsettled()) {
                ListTransform<JsonComponent> rest =
                        ListTransform.both(JsonTransform.JSON0, remaining(), others.subList(i, others.size()));
                together = Optional.of(rest.left());
                Blocks.join(JsonTransform.JSON0, passed, rest.right());
                break;
            }
            Blocks.join(JsonTransform.JSON0, passed, root.pass(others.get(i)));
            chain.closeGaps();
        }
        return passed.equals(others) ? other : JsonOperation.unchecked(passed);
    }

    private List<JsonComponent> remaining() {
        root.dissolve();
        return chain.components();
    }

    /** Returns the operation as it stands; this is no more used. */
    JsonOperation operation() {
        return JsonOperation.unchecked(together.orElseGet(this::remaining));
    }
}
