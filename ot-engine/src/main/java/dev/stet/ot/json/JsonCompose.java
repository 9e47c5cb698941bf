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
import java.util.List;
import java.util.Optional;

/**
 * Puts a component behind others. Where it has the same path as the last of them, the two may be one:
 *
 * <pre>
 *   last                 component              become
 *   ─────────────────────────────────────────────────────────────────────────────
 *   EditText             EditText               one edit, composed
 *   EditString           EditString             one step, or two that do not meet
 *   Add                  Add                    the sum
 *   InsertItem x         DeleteItem x           nothing        } x a literal, a number
 *   ReplaceItem a, x     DeleteItem x           DeleteItem a   } or a string
 *   RemoveMember a       PutMember b            ReplaceMember a, b
 *   PutMember            RemoveMember           nothing
 *   PutMember            ReplaceMember b        PutMember b
 *   ReplaceMember a      RemoveMember           RemoveMember a
 *   ReplaceMember a      ReplaceMember b        ReplaceMember a, b
 *   any but EditString   MoveItem to its place  the last alone
 * </pre>
 */
final class JsonCompose {
    private JsonCompose() {}

    static JsonOperation compose(JsonOperation first, JsonOperation second) {
        if (second.isNoop()) {
            return first;
        }
        List<JsonComponent> both = new ArrayList<>(first.components());
        second.components().forEach(component -> append(both, component));
        return JsonOperation.unchecked(both);
    }

    static void append(List<JsonComponent> list, JsonComponent component) {
        if (!list.isEmpty()) {
            JsonComponent last = list.get(list.size() - 1);
            if (last.path().equals(component.path())) {
                Optional<List<JsonChange>> merged = merge(last.change(), component);
                if (merged.isPresent()) {
                    list.remove(list.size() - 1);
                    merged.get().forEach(change -> list.add(last.with(change)));
                    return;
                }
            }
        }
        list.add(component);
    }

    /** Returns what becomes of two changes at one path; nothing if they stay as they are. */
    private static Optional<List<JsonChange>> merge(JsonChange last, JsonComponent component) {
        JsonChange change = component.change();
        if (change instanceof MoveItem move) {
            boolean dropped = !(last instanceof EditString)
                    && move.to() == component.path().lastIndex();
            return dropped ? one(last) : Optional.empty();
        }
        return switch (last) {
            case EditText edit
            when change instanceof EditText next -> one(new EditText(Text0.compose(edit.edits(), next.edits())));
            case EditString edit
            when change instanceof EditString next -> Optional.of(strings(Text0.compose(edit.edits(), next.edits())));
            case Add add
            when change instanceof Add next -> one(new Add(add.amount().plus(next.amount())));
            case InsertItem insert when deletes(change, insert.inserted()) -> Optional.of(List.of());
            case ReplaceItem replace when deletes(change, replace.inserted()) -> one(new DeleteItem(replace.deleted()));
            case RemoveMember remove
            when change instanceof PutMember put -> one(new ReplaceMember(remove.deleted(), put.inserted()));
            case PutMember put when change instanceof ReplaceMember next -> one(new PutMember(next.inserted()));
            case PutMember put when change instanceof RemoveMember -> Optional.of(List.of());
            case ReplaceMember replace
            when change instanceof ReplaceMember next -> one(new ReplaceMember(replace.deleted(), next.inserted()));
            case ReplaceMember replace when change instanceof RemoveMember -> one(new RemoveMember(replace.deleted()));
            default -> Optional.empty();
        };
    }

    /** Only values without parts: of others the reference does not notice that they are the same. */
    private static boolean deletes(JsonChange change, JsonValue inserted) {
        return change instanceof DeleteItem delete
                && !(inserted instanceof JsonArray)
                && !(inserted instanceof JsonObject)
                && delete.deleted().equals(inserted);
    }

    private static Optional<List<JsonChange>> one(JsonChange change) {
        return Optional.of(List.of(change));
    }

    /** Returns an edit in the older form: a change for each step. */
    static List<JsonChange> strings(List<Text0Component> edits) {
        List<JsonChange> changes = new ArrayList<>(edits.size());
        edits.forEach(edit -> changes.add(new EditString(edit)));
        return changes;
    }
}
