package dev.stet.ot.json;

import dev.stet.ot.json.JsonChange.EditString;
import dev.stet.ot.json.JsonChange.EditText;
import dev.stet.ot.json.JsonChange.StringChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One edit of a string in many steps, the only one of this string that there is: its steps are a chain of their own.
 * Confined to its owner's thread.
 */
final class LongEdit implements Place<JsonComponent> {
    private final Chain<JsonComponent> chain;
    private final Link<JsonComponent> link;
    private final Chain<Text0Component> steps;
    private final Stretches<Text0Component> text;

    /** The steps, once they had to be passed all together. */
    private Optional<List<Text0Component>> together = Optional.empty();

    /** @param link of the edit, whose steps are settled */
    LongEdit(Chain<JsonComponent> chain, Link<JsonComponent> link, int most) {
        this.chain = chain;
        this.link = link;
        link.home = List.of(link);
        this.steps = new Chain<>(Text0.TEXT0, ((EditText) link.component.change()).edits());
        TextReach reach = new TextReach();
        StretchCutter<Text0Component> cutter =
                new StretchCutter<>(steps, reach, most, inside -> new FlatPlace<>(steps, inside, most));
        this.text = new Stretches<>(steps, reach, cutter, steps.links(), JsonPlace.ENDLESS);
    }

    /** Returns whether this is of no more use: the next edit has to pass all steps. */
    boolean isUsedUp() {
        return steps.isUnsettled() || steps.isEmpty();
    }

    @Override
    public List<JsonComponent> pass(JsonComponent other) {
        List<Text0Component> passed = passSteps(((StringChange) other.change()).edits());
        if (steps.isEmpty() || together.filter(List::isEmpty).isPresent()) {
            chain.remove(link);
        }
        if (other.change() instanceof EditString) {
            return JsonCompose.strings(passed).stream().map(other::with).toList();
        }
        JsonChange change = new EditText(passed);
        return passed.isEmpty() ? List.of() : List.of(change.equals(other.change()) ? other : other.with(change));
    }

    private List<Text0Component> passSteps(List<Text0Component> others) {
        List<Text0Component> passed = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            if (steps.isUnsettled()) {
                ListTransform<Text0Component> rest =
                        ListTransform.both(Text0.TEXT0, remaining(), others.subList(i, others.size()));
                together = Optional.of(rest.left());
                Blocks.join(Text0.TEXT0, passed, rest.right());
                return passed;
            }
            Blocks.join(Text0.TEXT0, passed, text.pass(others.get(i)));
            steps.closeGaps();
        }
        return passed;
    }

    private List<Text0Component> remaining() {
        text.dissolve();
        return steps.components();
    }

    @Override
    public List<Link<JsonComponent>> dissolve() {
        List<Text0Component> edits = together.orElseGet(this::remaining);
        List<Link<JsonComponent>> links = new ArrayList<>();
        if (!edits.isEmpty()) {
            link.component = link.component.with(new EditText(edits));
            links.add(link);
        }
        return links;
    }
}
