package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Edits of one array whose items are moved, edited inside and taken away: cards with a text, a number and tags, and plain
 * strings, numbers and empty arrays. Places are often at the beginning, at the end or next to the one before, so that the two
 * sides meet. Each history has a taste of its own. Confined to a test.
 */
final class ItemHistory {
    private static final List<Object> ARRAY = List.of("list");
    private static final List<Object> NEW_ITEMS =
            List.of("new", 7, List.of(), Map.of("t", "", "n", 0, "tags", List.of()));

    private final RandomGenerator random;
    private final EditedDocument before;
    private final int[] taste = new int[6];
    private final int near;
    private int last;

    ItemHistory(RandomGenerator random) {
        this.random = random;
        for (int i = 0; i < taste.length; i++) {
            taste[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(10);
        }
        taste[random.nextInt(taste.length)] += 10;
        this.near = random.nextInt(4);
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            items.add(
                    switch (random.nextInt(4)) {
                        case 0 -> "string " + i;
                        case 1 -> i;
                        default ->
                            new LinkedHashMap<>(
                                    Map.of("t", "card ".repeat(random.nextInt(3)), "n", i, "tags", List.of("a", "b")));
                    });
        }
        this.before = new EditedDocument(Map.of("list", items, "other", 0));
    }

    /** Returns so many edits as one operation, composed or only put behind each other. */
    JsonOperation buffered(int count) {
        List<JsonOperation> edits = log(count);
        return random.nextBoolean()
                ? JSON0.composeAll(edits)
                : JsonOperation.of(edits.stream()
                        .flatMap(edit -> edit.components().stream())
                        .toList());
    }

    /** Returns so many operations that follow one another. */
    List<JsonOperation> log(int count) {
        List<JsonOperation> log = new ArrayList<>();
        EditedDocument edited = before;
        while (log.size() < count) {
            edited = new EditedDocument(edited.content());
            for (int i = random.nextInt(8) == 0 ? 2 : 1; i > 0; i--) {
                edit(edited);
            }
            log.add(JSON0.decode(edited.operation()));
        }
        return log;
    }

    private void edit(EditedDocument document) {
        List<?> items = (List<?>) ((Map<?, ?>) document.content()).get("list");
        int at = place(items.size());
        int chosen = random.nextInt(taste[0] + taste[1] + taste[2] + taste[3] + taste[4] + taste[5]);
        int kind = 0;
        while (chosen >= taste[kind]) {
            chosen -= taste[kind++];
        }
        if (items.isEmpty()) {
            document.insertItem(ARRAY, 0, NEW_ITEMS.get(random.nextInt(NEW_ITEMS.size())));
            return;
        }
        at = Math.min(at, items.size() - 1);
        switch (kind) {
            case 0 -> document.insertItem(ARRAY, random.nextInt(4) == 0 ? items.size() : at, newItem());
            case 1 -> document.deleteItem(ARRAY, at);
            case 2 -> document.replaceItem(ARRAY, at, newItem());
            case 3 -> document.moveItem(ARRAY, at, Math.min(place(items.size()), items.size() - 1));
            case 4 -> editInside(document, at, items.get(at));
            default -> document.add(List.of("other"), 1);
        }
    }

    private Object newItem() {
        return NEW_ITEMS.get(random.nextInt(NEW_ITEMS.size()));
    }

    /** Returns an index: at an end, near the one before, or any. */
    private int place(int count) {
        last = switch (random.nextInt(near + 3)) {
            case 0 -> random.nextInt(count + 1);
            case 1 -> 0;
            case 2 -> count;
            default -> Math.max(0, Math.min(count, last + random.nextInt(3) - 1));
        };
        return last;
    }

    private void editInside(EditedDocument document, int at, Object item) {
        List<Object> path = List.of("list", at);
        switch (item) {
            case String text -> type(document, path, text);
            case Number number -> document.add(path, random.nextInt(3) - 1);
            case List<?> nested -> document.insertItem(path, nested.size(), "tag");
            default -> {
                Map<?, ?> card = (Map<?, ?>) item;
                switch (random.nextInt(5)) {
                    case 0 -> document.add(List.of("list", at, "n"), 1);
                    case 1 -> document.insertItem(List.of("list", at, "tags"), 0, "tag");
                    case 2 -> {
                        int tags = ((List<?>) card.get("tags")).size();
                        if (tags > 0) {
                            document.moveItem(List.of("list", at, "tags"), random.nextInt(tags), random.nextInt(tags));
                        }
                    }
                    default -> type(document, List.of("list", at, "t"), (String) card.get("t"));
                }
            }
        }
    }

    private void type(EditedDocument document, List<Object> path, String text) {
        int from = random.nextInt(text.length() + 1);
        int to = random.nextInt(3) == 0 ? Math.min(text.length(), from + random.nextInt(3)) : from;
        String inserted = random.nextInt(4) == 0 ? "" : "XYZ".substring(random.nextInt(3));
        document.editText(path, from, to, inserted, random.nextInt(3) == 0);
    }
}
