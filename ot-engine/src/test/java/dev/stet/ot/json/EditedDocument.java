package dev.stet.ot.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A document of plain maps and lists that is changed in place, and the operation that says how, in its encoded form.
 * Knows nothing of the type that is tested with it.
 */
final class EditedDocument {
    private final List<Object> components = new ArrayList<>();
    private Object content;

    EditedDocument(Object content) {
        this.content = copy(content);
    }

    Object content() {
        return content;
    }

    List<Object> operation() {
        return components;
    }

    void add(List<Object> path, Number amount) {
        Object sum = new BigDecimal(at(path).toString()).add(new BigDecimal(amount.toString()));
        component(path, "na", amount);
        set(path, sum);
    }

    /** Deletes what lies between two positions and puts a text in. */
    void editText(List<Object> path, int from, int to, String inserted, boolean older) {
        String text = (String) at(path);
        List<Object> edits = new ArrayList<>();
        if (from < to) {
            edits.add(Map.of("p", from, "d", text.substring(from, to)));
        }
        if (!inserted.isEmpty()) {
            edits.add(Map.of("p", from, "i", inserted));
        }
        if (older) {
            List<Object> place = plus(path, from);
            if (from < to) {
                component(place, "sd", text.substring(from, to));
            }
            if (!inserted.isEmpty()) {
                component(place, "si", inserted);
            }
        } else {
            component(path, "t", "text0", "o", edits);
        }
        set(path, text.substring(0, from) + inserted + text.substring(to));
    }

    void insertItem(List<Object> path, int at, Object item) {
        component(plus(path, at), "li", item);
        list(path).add(at, copy(item));
    }

    void deleteItem(List<Object> path, int at) {
        component(plus(path, at), "ld", list(path).get(at));
        list(path).remove(at);
    }

    void replaceItem(List<Object> path, int at, Object item) {
        component(plus(path, at), "ld", list(path).get(at), "li", item);
        list(path).set(at, copy(item));
    }

    void moveItem(List<Object> path, int from, int to) {
        component(plus(path, from), "lm", to);
        List<Object> list = list(path);
        list.add(to, list.remove(from));
    }

    void put(List<Object> path, String key, Object value, boolean sayWhatIsReplaced) {
        Map<Object, Object> map = map(path);
        if (map.containsKey(key) && sayWhatIsReplaced) {
            component(plus(path, key), "od", map.get(key), "oi", value);
        } else {
            component(plus(path, key), "oi", value);
        }
        map.put(key, copy(value));
    }

    void remove(List<Object> path, String key) {
        component(plus(path, key), "od", map(path).get(key));
        map(path).remove(key);
    }

    void replaceAll(Object value, boolean sayWhatIsReplaced) {
        if (sayWhatIsReplaced && content != null) {
            component(List.of(), "od", content, "oi", value);
        } else {
            component(List.of(), "oi", value);
        }
        content = copy(value);
    }

    private void component(List<Object> path, Object... fields) {
        Map<Object, Object> component = new LinkedHashMap<>();
        component.put("p", List.copyOf(path));
        for (int i = 0; i < fields.length; i += 2) {
            component.put(fields[i], copy(fields[i + 1]));
        }
        components.add(component);
    }

    private Object at(List<Object> path) {
        Object value = content;
        for (Object step : path) {
            value = value instanceof List<?> list ? list.get((Integer) step) : ((Map<?, ?>) value).get(step);
        }
        return value;
    }

    @SuppressWarnings("unchecked") // copy makes no other lists
    private List<Object> list(List<Object> path) {
        return (List<Object>) at(path);
    }

    @SuppressWarnings("unchecked") // copy makes no other maps
    private Map<Object, Object> map(List<Object> path) {
        return (Map<Object, Object>) at(path);
    }

    private void set(List<Object> path, Object value) {
        if (path.isEmpty()) {
            content = value;
            return;
        }
        List<Object> around = path.subList(0, path.size() - 1);
        Object step = path.get(path.size() - 1);
        if (step instanceof Integer index) {
            list(around).set(index, value);
        } else {
            map(around).put(step, value);
        }
    }

    private static List<Object> plus(Collection<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static Object copy(Object value) {
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(copy(item)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, member) -> copy.put(key, copy(member)));
            return copy;
        }
        return value;
    }
}
