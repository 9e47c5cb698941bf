package dev.stet.ot.json;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import dev.stet.ot.plain.Surrogates;

/** What holds for every component by itself, whatever document it is for. */
final class ComponentRules {
    private ComponentRules() {}

    /**
     * Makes sure that a component is well formed.
     *
     * @param index the component's, for the report
     */
    static void check(JsonComponent component, int index) {
        checkPath(component.path(), component.change(), index);
        checkNumbers(component.change(), index);
        int around = component.path().length();
        switch (component.change()) {
            case JsonChange.Add add -> {}
            case JsonChange.MoveItem move -> {
                if (move.to() < 0) {
                    throw new InvalidOperationException(
                            Rule.MALFORMED, index, "an index must be 0 or more, index=" + move.to());
                }
            }
            case JsonChange.StringChange string -> string.edits().forEach(edit -> check(edit, index));
            case JsonChange.InsertItem insert -> PlainReader.requireFits(insert.inserted(), around, index);
            case JsonChange.PutMember put -> PlainReader.requireFits(put.inserted(), around, index);
            case JsonChange.DeleteItem delete -> PlainReader.requireFits(delete.deleted(), around, index);
            case JsonChange.RemoveMember remove -> PlainReader.requireFits(remove.deleted(), around, index);
            case JsonChange.ReplaceItem replace -> {
                PlainReader.requireFits(replace.deleted(), around, index);
                PlainReader.requireFits(replace.inserted(), around, index);
            }
            case JsonChange.ReplaceMember replace -> {
                PlainReader.requireFits(replace.deleted(), around, index);
                PlainReader.requireFits(replace.inserted(), around, index);
            }
        }
    }

    /** Makes sure that what is added or put leaves room for sums. */
    static void checkNumbers(JsonChange change, int index) {
        switch (change) {
            case JsonChange.Add add -> PlainReader.requirePuttable(add.amount(), index);
            case JsonChange.InsertItem insert -> PlainReader.requirePuttable(insert.inserted(), index);
            case JsonChange.PutMember put -> PlainReader.requirePuttable(put.inserted(), index);
            case JsonChange.ReplaceItem replace -> PlainReader.requirePuttable(replace.inserted(), index);
            case JsonChange.ReplaceMember replace -> PlainReader.requirePuttable(replace.inserted(), index);
            case JsonChange.MoveItem move -> {}
            case JsonChange.DeleteItem delete -> {}
            case JsonChange.RemoveMember remove -> {}
            case JsonChange.StringChange string -> {}
        }
    }

    /** Makes sure that the path ends in an index or a key where the change needs one. */
    static void checkPath(JsonPath path, JsonChange change, int index) {
        boolean ends = switch (change) {
            case JsonChange.ItemChange item -> path.length() > 0 && path.step(path.length() - 1) instanceof Integer;
            case JsonChange.MemberChange member -> path.length() == 0 || path.step(path.length() - 1) instanceof String;
            case JsonChange.Add add -> true;
            case JsonChange.StringChange string -> true;
        };
        if (!ends) {
            throw new InvalidOperationException(
                    Rule.MALFORMED,
                    index,
                    "the path of a change of an array must end in an index, of an object in a key");
        }
    }

    private static void check(Text0Component edit, int index) {
        if (edit.at() < 0) {
            throw new InvalidOperationException(
                    Rule.MALFORMED, index, "a position must be 0 or more, position=" + edit.at());
        }
        if (edit.text().isEmpty()) {
            throw new InvalidOperationException(Rule.EMPTY_COMPONENT, index, "an edit of a text must not be empty");
        }
        Surrogates.requireWellFormed(edit.text(), index);
    }
}
