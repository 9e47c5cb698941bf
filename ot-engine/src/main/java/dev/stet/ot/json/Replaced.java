package dev.stet.ot.json;

import java.util.ArrayList;
import java.util.List;

/**
 * What is done inside of a value until it is replaced or taken away as a whole, and what is done from then on.
 *
 * <pre>
 *   before                       since
 *   edits inside of the value  │ replaced, edits inside of the new value, replaced, ...
 *   ──────────────────────────▶ what comes from inside of the value ends here
 * </pre>
 *
 * Confined to its owner's thread.
 *
 * @param before in places
 * @param since the first is a change of the value as a whole
 */
record Replaced(JsonPlace before, FlatPlace<JsonComponent> since) implements Place<JsonComponent> {

    /** @param other changes what is inside of the value */
    @Override
    public List<JsonComponent> pass(JsonComponent other) {
        List<JsonComponent> passed = new ArrayList<>();
        before.pass(other).forEach(piece -> passed.addAll(since.pass(piece)));
        return passed;
    }

    @Override
    public List<Link<JsonComponent>> dissolve() {
        List<Link<JsonComponent>> links = new ArrayList<>(before.dissolve());
        links.addAll(since.dissolve());
        return links;
    }
}
