package dev.stet.ot.json;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
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
import dev.stet.ot.plain.Surrogates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The encoded form of operations: {@code [{"p": ["list", 0], "li": "x"}]}. */
final class JsonCodec {
    private static final String TEXT0 = "text0";

    /** The component's index, for the report. */
    private final int index;

    private final Map<?, ?> fields;

    private JsonCodec(Map<?, ?> fields, int index) {
        this.fields = fields;
        this.index = index;
    }

    static JsonOperation decode(Object json) {
        if (!(json instanceof List<?> list)) {
            throw new InvalidOperationException(Rule.MALFORMED, -1, "an operation must be a list of components");
        }
        List<JsonComponent> components = new ArrayList<>(list.size());
        int index = 0;
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> fields)) {
                throw new InvalidOperationException(Rule.MALFORMED, index, "a component must be an object");
            }
            new JsonCodec(fields, index).component().ifPresent(components::add);
            index++;
        }
        return JsonOperation.unchecked(components);
    }

    /** Reads the component; nothing if it is an edit in the older form that has no text, and so does nothing. */
    private Optional<JsonComponent> component() {
        if (!(fields.get("p") instanceof List<?> steps)) {
            throw malformed("a component needs a list p, its path");
        }
        if (has("si") || has("sd")) {
            return editString(steps);
        }
        JsonPath path = path(steps);
        JsonChange change = change(path.length());
        ComponentRules.checkPath(path, change, index);
        ComponentRules.checkNumbers(change, index);
        return Optional.of(new JsonComponent(path, change));
    }

    private JsonChange change(int depth) {
        if (has("na")) {
            requireFields(2);
            if (!(fields.get("na") instanceof Number amount)) {
                throw malformed("na must be a number");
            }
            return new Add(PlainReader.number(amount, index));
        }
        if (has("lm")) {
            requireFields(2);
            if (!(fields.get("lm") instanceof Number to)) {
                throw malformed("lm must be a number");
            }
            return new MoveItem(whole(to));
        }
        if (has("t")) {
            return editText();
        }
        if (has("li") || has("ld")) {
            requireFields(has("li") && has("ld") ? 3 : 2);
            return !has("ld")
                    ? new InsertItem(value("li", depth))
                    : !has("li")
                            ? new DeleteItem(value("ld", depth))
                            : new ReplaceItem(value("ld", depth), value("li", depth));
        }
        if (has("oi") || has("od")) {
            requireFields(has("oi") && has("od") ? 3 : 2);
            return !has("od")
                    ? new PutMember(value("oi", depth))
                    : !has("oi")
                            ? new RemoveMember(value("od", depth))
                            : new ReplaceMember(value("od", depth), value("oi", depth));
        }
        throw malformed("a component needs one of na, li, ld, lm, oi, od, t, si and sd");
    }

    private EditText editText() {
        requireFields(3);
        if (!TEXT0.equals(fields.get("t")) || !(fields.get("o") instanceof List<?> list)) {
            throw malformed("a component with t needs the type text0 and a list o");
        }
        List<Text0Component> edits = new ArrayList<>(list.size());
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> edit) || edit.size() != 2 || !(edit.get("p") instanceof Number at)) {
                throw malformed("an edit of a text must be an object of a number p and one of i and d");
            }
            edit(edit, "i", "d", whole(at)).ifPresent(edits::add);
        }
        return new EditText(edits);
    }

    private Optional<JsonComponent> editString(List<?> steps) {
        requireFields(2);
        if (steps.isEmpty() || !(steps.get(steps.size() - 1) instanceof Number at)) {
            throw malformed("the path of si and sd must end in a position");
        }
        JsonPath path = path(steps.subList(0, steps.size() - 1));
        return edit(fields, "si", "sd", whole(at)).map(edit -> new JsonComponent(path, new EditString(edit)));
    }

    /** Reads an edit; nothing if it has no text. */
    private Optional<Text0Component> edit(Map<?, ?> edit, String insert, String delete, int at) {
        boolean inserts = edit.containsKey(insert);
        if (!(edit.get(inserts ? insert : delete) instanceof String text)) {
            throw malformed("an edit of a text must put in or take away a string");
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Surrogates.requireWellFormed(text, index);
        return Optional.of(inserts ? new Text0Component.Insert(at, text) : new Text0Component.Delete(at, text));
    }

    private JsonPath path(List<?> list) {
        if (list.size() > JsonValue.MAX_DEPTH) {
            throw new InvalidOperationException(
                    Rule.TOO_DEEP,
                    index,
                    "a path has too many steps, steps=" + list.size() + " limit=" + JsonValue.MAX_DEPTH);
        }
        Object[] steps = new Object[list.size()];
        int i = 0;
        for (Object step : list) {
            steps[i++] = switch (step) {
                case String key -> key;
                case Number at -> whole(at);
                case null, default -> throw malformed("a step of a path must be a key or an index");
            };
        }
        return JsonPath.checked(steps, index);
    }

    private JsonValue value(String field, int depth) {
        Object plain = fields.get(field);
        return plain == null ? JsonValue.NULL : PlainReader.read(plain, depth, index);
    }

    /** Reads an index or a position. */
    private int whole(Number number) {
        double value = number.doubleValue();
        if (Double.isNaN(value) || value != Math.rint(value) || value < 0) {
            throw malformed("an index or a position must be a whole number of 0 or more, number=" + value);
        }
        if (value > Integer.MAX_VALUE) {
            throw new InvalidOperationException(
                    Rule.TOO_LARGE,
                    index,
                    "an index or a position is beyond the limit, number=" + value + " limit=" + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    private boolean has(String field) {
        return fields.containsKey(field);
    }

    private void requireFields(int count) {
        if (fields.size() != count) {
            throw malformed("a component has fields that do not belong together, fields=" + fields.size());
        }
    }

    private InvalidOperationException malformed(String message) {
        return new InvalidOperationException(Rule.MALFORMED, index, message);
    }

    static List<Object> encode(JsonOperation operation) {
        List<Object> encoded = new ArrayList<>(operation.components().size());
        operation.components().forEach(component -> encoded.add(encode(component)));
        return encoded;
    }

    static Map<String, Object> encode(JsonComponent component) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("p", component.path().steps());
        switch (component.change()) {
            case Add add -> fields.put("na", add.amount().plain());
            case EditText edit -> {
                fields.put("t", TEXT0);
                fields.put("o", encode(edit.edits()));
            }
            case EditString edit -> {
                fields.put("p", component.path().plus(edit.edit().at()).steps());
                fields.put(
                        edit.edit() instanceof Text0Component.Insert ? "si" : "sd",
                        edit.edit().text());
            }
            case InsertItem insert -> fields.put("li", insert.inserted().plain());
            case DeleteItem delete -> fields.put("ld", delete.deleted().plain());
            case ReplaceItem replace -> {
                fields.put("ld", replace.deleted().plain());
                fields.put("li", replace.inserted().plain());
            }
            case MoveItem move -> fields.put("lm", move.to());
            case PutMember put -> fields.put("oi", put.inserted().plain());
            case RemoveMember remove -> fields.put("od", remove.deleted().plain());
            case ReplaceMember replace -> {
                fields.put("od", replace.deleted().plain());
                fields.put("oi", replace.inserted().plain());
            }
        }
        return fields;
    }

    static List<Object> encode(List<Text0Component> edits) {
        List<Object> encoded = new ArrayList<>(edits.size());
        for (Text0Component edit : edits) {
            encoded.add(Map.of("p", edit.at(), edit instanceof Text0Component.Insert ? "i" : "d", edit.text()));
        }
        return encoded;
    }
}
