package dev.stet.ot.json;

import dev.stet.ot.json.JsonChange.Add;
import dev.stet.ot.json.JsonChange.DeleteItem;
import dev.stet.ot.json.JsonChange.EditString;
import dev.stet.ot.json.JsonChange.EditText;
import dev.stet.ot.json.JsonChange.InsertItem;
import dev.stet.ot.json.JsonChange.MoveItem;
import dev.stet.ot.json.JsonChange.PutMember;
import dev.stet.ot.json.JsonChange.RemoveMember;
import dev.stet.ot.json.JsonChange.ReplaceItem;
import dev.stet.ot.json.JsonChange.ReplaceMember;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Inverts operations, and makes them say what they replace. */
final class JsonInvert {
    private JsonInvert() {}

    static JsonOperation invert(JsonOperation operation, JsonValue before) {
        List<JsonComponent> inverse = new ArrayList<>();
        JsonValue document = before;
        List<JsonComponent> components = operation.components();
        for (int i = 0; i < components.size(); i++) {
            JsonComponent component = components.get(i);
            JsonValue after = JsonApply.apply(document, component, i);
            invert(complete(component, document), inverse);
            document = after;
        }
        Collections.reverse(inverse);
        return JsonOperation.unchecked(inverse);
    }

    static JsonOperation complete(JsonOperation operation, JsonValue before) {
        if (operation.components().stream().noneMatch(component -> component.change() instanceof PutMember)) {
            return operation;
        }
        List<JsonComponent> completed = new ArrayList<>();
        boolean same = true;
        JsonValue document = before;
        List<JsonComponent> components = operation.components();
        for (int i = 0; i < components.size(); i++) {
            JsonComponent component = components.get(i);
            JsonComponent complete = complete(component, document);
            same &= complete.equals(component);
            completed.add(complete);
            document = JsonApply.apply(document, component, i);
        }
        return same ? operation : JsonOperation.unchecked(completed);
    }

    /** Makes a put that replaces a value say which; at the root, {@code null} is no value to speak of. */
    private static JsonComponent complete(JsonComponent component, JsonValue document) {
        if (!(component.change() instanceof PutMember put)) {
            return component;
        }
        Optional<JsonValue> replaced = component.path().in(document);
        boolean nothing = replaced.isEmpty() || (component.path().length() == 0 && document.equals(JsonValue.NULL));
        return nothing ? component : component.with(new ReplaceMember(replaced.get(), put.inserted()));
    }

    /** Appends what undoes the component, the last step first. */
    private static void invert(JsonComponent component, List<JsonComponent> inverse) {
        switch (component.change()) {
            case Add add -> inverse.add(component.with(new Add(add.amount().negated())));
            case EditText edit -> inverse.add(component.with(new EditText(Text0.invert(edit.edits()))));
            case EditString edit -> inverse.add(component.with(new EditString(Text0.invert(edit.edit()))));
            case InsertItem insert -> inverse.add(component.with(new DeleteItem(insert.inserted())));
            case DeleteItem delete -> inverse.add(component.with(new InsertItem(delete.deleted())));
            case ReplaceItem replace ->
                inverse.add(component.with(new ReplaceItem(replace.inserted(), replace.deleted())));
            case MoveItem move -> {
                JsonPath back = component.path().withIndex(component.path().length() - 1, move.to());
                inverse.add(
                        new JsonComponent(back, new MoveItem(component.path().lastIndex())));
            }
            case PutMember put -> inverse.add(component.with(new RemoveMember(put.inserted())));
            case RemoveMember remove -> inverse.add(component.with(new PutMember(remove.deleted())));
            case ReplaceMember replace ->
                inverse.add(component.with(new ReplaceMember(replace.inserted(), replace.deleted())));
        }
    }
}
