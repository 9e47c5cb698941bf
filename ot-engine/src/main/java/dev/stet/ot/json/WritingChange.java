package dev.stet.ot.json;

import dev.stet.ot.blame.Run;
import dev.stet.ot.json.JsonChange.Add;
import dev.stet.ot.json.JsonChange.DeleteItem;
import dev.stet.ot.json.JsonChange.InsertItem;
import dev.stet.ot.json.JsonChange.ItemChange;
import dev.stet.ot.json.JsonChange.MemberChange;
import dev.stet.ot.json.JsonChange.MoveItem;
import dev.stet.ot.json.JsonChange.PutMember;
import dev.stet.ot.json.JsonChange.RemoveMember;
import dev.stet.ot.json.JsonChange.ReplaceItem;
import dev.stet.ot.json.JsonChange.ReplaceMember;
import dev.stet.ot.json.JsonChange.StringChange;
import dev.stet.ot.json.Writing.Items;
import dev.stet.ot.json.Writing.Member;
import dev.stet.ot.json.Writing.OfArray;
import dev.stet.ot.json.Writing.OfObject;
import dev.stet.ot.json.Writing.OfString;
import dev.stet.ot.json.Writing.Whole;
import dev.stet.ot.sequence.Sequence;
import java.util.List;

/**
 * What one component that fits the document does to the record of who wrote it. Recurses along a path, which is at most
 * {@link JsonValue#MAX_DEPTH} steps.
 */
final class WritingChange {
    private final JsonPath path;
    private final JsonChange change;
    private final int way;
    private final Whole written;

    WritingChange(JsonComponent component, long revision) {
        this.path = component.path();
        this.change = component.change();
        this.way = component.depth() - 1;
        this.written = new Whole(revision);
    }

    /** Returns the record after the component, which fits the document. */
    Writing after(JsonValue document, Writing writing) {
        return way < 0 ? written : follow(document, writing, 0);
    }

    private Writing follow(JsonValue value, Writing writing, int step) {
        if (step == way) {
            return changed(value, writing);
        }
        Object next = path.step(step);
        if (value instanceof JsonArray array && next instanceof Integer at) {
            OfArray items = array(array, writing);
            Writing item = follow(array.item(at), items.items().elementAt(at).writing(), step + 1);
            return with(items, at, at + 1, List.of(new Items(1, item)));
        }
        String key = (String) next;
        JsonValue member = ((JsonObject) value).member(key).orElseThrow();
        OfObject members = object(writing);
        return with(members, key, follow(member, member(members, key), step + 1));
    }

    private Writing changed(JsonValue value, Writing writing) {
        return switch (change) {
            case Add add -> written;
            case StringChange string -> typed((JsonString) value, writing, string.edits());
            case ItemChange item -> item(array((JsonArray) value, writing), item, path.lastIndex());
            case MemberChange member -> member(object(writing), member, (String) path.step(way));
        };
    }

    private OfString typed(JsonString string, Writing writing, List<Text0Component> edits) {
        Sequence<Run> units = writing instanceof OfString known ? known.units() : units(string.length(), writing);
        for (Text0Component edit : edits) {
            int length = edit.text().length();
            units = switch (edit) {
                case Text0Component.Insert insert ->
                    units.replace(insert.at(), insert.at(), List.of(new Run(length, written.revision())));
                case Text0Component.Delete delete -> units.replace(delete.at(), delete.at() + length, List.of());
            };
        }
        return new OfString(writing.revision(), units);
    }

    private static Sequence<Run> units(int length, Writing writing) {
        return Sequence.of(Run.ELEMENTS, length == 0 ? List.of() : List.of(new Run(length, writing.revision())));
    }

    private Writing item(OfArray array, ItemChange item, int at) {
        return switch (item) {
            case InsertItem insert -> with(array, at, at, List.of(new Items(1, written)));
            case DeleteItem delete -> with(array, at, at + 1, List.of());
            case ReplaceItem replace -> with(array, at, at + 1, List.of(new Items(1, written)));
            case MoveItem move -> {
                Items moved = new Items(1, array.items().elementAt(at).writing());
                yield with(with(array, at, at + 1, List.of()), move.to(), move.to(), List.of(moved));
            }
        };
    }

    private Writing member(OfObject object, MemberChange member, String key) {
        return switch (member) {
            case PutMember put -> with(object, key, written);
            case ReplaceMember replace -> with(object, key, written);
            case RemoveMember remove -> {
                int at = place(object, key);
                int end = has(object, at, key) ? at + 1 : at;
                yield new OfObject(object.revision(), object.members().replace(at, end, List.of()));
            }
        };
    }

    static OfArray array(JsonArray array, Writing writing) {
        if (writing instanceof OfArray known) {
            return known;
        }
        List<Items> all = array.length() == 0 ? List.of() : List.of(new Items(array.length(), writing));
        return new OfArray(writing.revision(), Sequence.of(Items.ELEMENTS, all));
    }

    private static OfArray with(OfArray array, int from, int to, List<Items> items) {
        return new OfArray(array.revision(), array.items().replace(from, to, items));
    }

    static OfObject object(Writing writing) {
        return writing instanceof OfObject known
                ? known
                : new OfObject(writing.revision(), Sequence.empty(Member.ELEMENTS));
    }

    /** Returns how a member was written; with its object, if not apart from it. */
    static Writing member(OfObject object, String key) {
        int at = place(object, key);
        return has(object, at, key) ? object.members().elementAt(at).writing() : new Whole(object.revision());
    }

    private static OfObject with(OfObject object, String key, Writing writing) {
        int at = place(object, key);
        int end = has(object, at, key) ? at + 1 : at;
        return new OfObject(object.revision(), object.members().replace(at, end, List.of(new Member(key, writing))));
    }

    private static boolean has(OfObject object, int at, String key) {
        return at < object.members().length()
                && object.members().elementAt(at).key().equals(key);
    }

    /** Returns where a key stands among the members, or would stand. */
    private static int place(OfObject object, String key) {
        int from = 0;
        int to = object.members().length();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (object.members().elementAt(middle).key().compareTo(key) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
