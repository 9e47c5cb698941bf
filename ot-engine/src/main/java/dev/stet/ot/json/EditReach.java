package dev.stet.ot.json;

import dev.stet.ot.json.JsonChange.EditString;
import dev.stet.ot.json.JsonChange.EditText;
import dev.stet.ot.json.JsonChange.StringChange;
import java.util.List;

/** Edits of one string, on its units. One of several steps touches all from the first to the last of them. */
record EditReach() implements Reach<JsonComponent> {
    private static final TextReach STEP = new TextReach();

    private static List<Text0Component> steps(JsonComponent edit) {
        return ((StringChange) edit.change()).edits();
    }

    @Override
    public int first(JsonComponent edit) {
        return steps(edit).stream().mapToInt(Text0Component::at).min().orElse(0);
    }

    @Override
    public int taken(JsonComponent edit) {
        int end = first(edit);
        int grown = 0;
        for (Text0Component step : steps(edit)) {
            end = Math.max(end, step.at() + STEP.taken(step) - grown);
            grown += STEP.growth(step);
        }
        return end - first(edit);
    }

    @Override
    public int growth(JsonComponent edit) {
        return steps(edit).stream().mapToInt(STEP::growth).sum();
    }

    @Override
    public boolean isInside(JsonComponent edit) {
        return false;
    }

    @Override
    public int weight(JsonComponent component) {
        return component.steps();
    }

    @Override
    public JsonComponent shifted(JsonComponent edit, int by) {
        return switch ((StringChange) edit.change()) {
            case EditText text ->
                edit.with(new EditText(text.edits().stream()
                        .map(step -> STEP.shifted(step, by))
                        .toList()));
            case EditString string -> edit.with(new EditString(STEP.shifted(string.edit(), by)));
        };
    }
}
