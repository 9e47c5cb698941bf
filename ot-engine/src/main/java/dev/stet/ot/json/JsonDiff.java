package dev.stet.ot.json;

import dev.stet.ot.json.JsonChange.DeleteItem;
import dev.stet.ot.json.JsonChange.EditText;
import dev.stet.ot.json.JsonChange.InsertItem;
import dev.stet.ot.json.JsonChange.MoveItem;
import dev.stet.ot.json.JsonChange.PutMember;
import dev.stet.ot.json.JsonChange.RemoveMember;
import dev.stet.ot.json.JsonChange.ReplaceItem;
import dev.stet.ot.json.JsonChange.ReplaceMember;
import dev.stet.ot.sequence.Sequence;
import dev.stet.ot.text.Rope;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares two documents: objects by their keys, arrays by what lies between their common beginning and end, a move of
 * one item or item by item, strings by what lies between; anything else is replaced as a whole. What both documents share costs nothing. Recurses as
 * deep as values may be nested.
 */
final class JsonDiff {
    private final List<JsonComponent> components = new ArrayList<>();

    private JsonDiff() {}

    static JsonOperation diff(JsonValue before, JsonValue after) {
        JsonDiff diff = new JsonDiff();
        if (!diff.inside(JsonPath.root(), before, after)) {
            diff.components.add(new JsonComponent(JsonPath.root(), new ReplaceMember(before, after)));
        }
        return JsonOperation.unchecked(diff.components);
    }

    /** Appends what changes the inside of a value, and returns whether that suffices. */
    private boolean inside(JsonPath path, JsonValue before, JsonValue after) {
        if (before instanceof JsonObject one && after instanceof JsonObject other) {
            objects(path, one, other);
            return true;
        }
        if (before instanceof JsonArray one && after instanceof JsonArray other) {
            arrays(path, one, other);
            return true;
        }
        if (before instanceof JsonString one && after instanceof JsonString other) {
            strings(path, one, other);
            return true;
        }
        return before.equals(after);
    }

    private void objects(JsonPath path, JsonObject before, JsonObject after) {
        MemberWalk walk = new MemberWalk(before.members(), after.members());
        while (walk.next()) {
            JsonPath member = path.plus(walk.key());
            if (walk.valueBefore().isEmpty()) {
                walk.valueAfter().ifPresent(value -> add(member, new PutMember(value)));
            } else if (walk.valueAfter().isEmpty()) {
                walk.valueBefore().ifPresent(value -> add(member, new RemoveMember(value)));
            } else {
                JsonValue one = walk.valueBefore().get();
                JsonValue other = walk.valueAfter().get();
                if (!inside(member, one, other)) {
                    add(member, new ReplaceMember(one, other));
                }
            }
        }
    }

    private void arrays(JsonPath path, JsonArray before, JsonArray after) {
        Sequence<JsonValue> one = before.items();
        Sequence<JsonValue> other = after.items();
        int start = one.commonPrefix(other);
        int shorter = Math.min(one.length(), other.length());
        int end = start == shorter ? 0 : Math.min(one.commonSuffix(other), shorter - start);
        int pairs = shorter - start - end;
        if (one.length() == other.length() && isMove(path, one, other, start, start + pairs - 1)) {
            return;
        }
        for (int i = start; i < start + pairs; i++) {
            JsonPath item = path.plus(i);
            if (!inside(item, one.elementAt(i), other.elementAt(i))) {
                add(item, new ReplaceItem(one.elementAt(i), other.elementAt(i)));
            }
        }
        JsonPath next = path.plus(start + pairs);
        one.forEach(start + pairs, one.length() - end, item -> add(next, new DeleteItem(item)));
        for (int i = start + pairs; i < other.length() - end; i++) {
            add(path.plus(i), new InsertItem(other.elementAt(i)));
        }
    }

    /** Appends a move from the one end of a stretch to the other, if that is all the difference. */
    private boolean isMove(JsonPath path, Sequence<JsonValue> one, Sequence<JsonValue> other, int first, int last) {
        if (last <= first) {
            return false;
        }
        if (one.slice(first + 1, last + 1).equals(other.slice(first, last))
                && one.elementAt(first).equals(other.elementAt(last))) {
            add(path.plus(first), new MoveItem(last));
            return true;
        }
        if (one.slice(first, last).equals(other.slice(first + 1, last + 1))
                && one.elementAt(last).equals(other.elementAt(first))) {
            add(path.plus(last), new MoveItem(first));
            return true;
        }
        return false;
    }

    private void strings(JsonPath path, JsonString before, JsonString after) {
        if (before.equals(after)) {
            return;
        }
        Rope one = before.rope();
        Rope other = after.rope();
        int shorter = Math.min(one.length(), other.length());
        int start = one.commonPrefix(other);
        if (!one.isBoundary(start) || !other.isBoundary(start)) {
            start--;
        }
        int end = Math.min(one.commonSuffix(other), shorter - start);
        if (!one.isBoundary(one.length() - end) || !other.isBoundary(other.length() - end)) {
            end--;
        }
        List<Text0Component> edits = new ArrayList<>(2);
        if (start < one.length() - end) {
            edits.add(new Text0Component.Delete(start, one.substring(start, one.length() - end)));
        }
        if (start < other.length() - end) {
            edits.add(new Text0Component.Insert(start, other.substring(start, other.length() - end)));
        }
        add(path, new EditText(edits));
    }

    private void add(JsonPath path, JsonChange change) {
        components.add(new JsonComponent(path, change));
    }
}
