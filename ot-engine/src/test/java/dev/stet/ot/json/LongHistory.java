package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Edits of the kinds that are made in large numbers, on a document with texts, lists, paragraphs, numbers and members.
 * Each history has a taste of its own: some edits are frequent in it and others never made. Confined to a test.
 */
final class LongHistory {
    private static final String[] KEYS = {"x", "y", "z"};

    private final RandomGenerator random;
    private final JsonValue document;
    private final int[] taste = new int[9];

    LongHistory(RandomGenerator random) {
        this.random = random;
        for (int i = 0; i < taste.length; i++) {
            taste[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(20);
        }
        taste[random.nextInt(taste.length)] += 20;
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("text", "abcdefghij".repeat(random.nextInt(12)));
        content.put("other", "klmno");
        content.put("n", 1);
        content.put("m", 2);
        content.put("list", new ArrayList<>(List.of(1, 2, "three", 4, 5, 6, 7)));
        List<Object> body = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            body.add(new LinkedHashMap<>(
                    Map.of("t", "paragraph ".repeat(random.nextInt(4)), "likes", i, "tags", List.of("a", "b"))));
        }
        content.put("body", body);
        this.document = JsonValue.of(content);
    }

    /** Returns the composition of so many edits. */
    JsonOperation buffered(int count) {
        List<JsonOperation> edits = log(count);
        if (random.nextInt(4) > 0) {
            return JSON0.composeAll(edits);
        }
        return JsonOperation.of(
                edits.stream().flatMap(edit -> edit.components().stream()).toList());
    }

    /** Returns so many edits that follow one another; some of them in two components. */
    List<JsonOperation> log(int count) {
        List<JsonOperation> log = new ArrayList<>();
        EditedDocument edited = new EditedDocument(document.plain());
        while (log.size() < count) {
            EditedDocument next = new EditedDocument(edited.content());
            edit(next);
            if (random.nextInt(8) == 0) {
                edit(next);
            }
            log.add(JSON0.decode(next.operation()));
            edited = next;
        }
        return log;
    }

    private void edit(EditedDocument document) {
        Map<?, ?> content = (Map<?, ?>) document.content();
        switch (kind()) {
            case 0 -> type(document, List.of("text"), false);
            case 1 -> type(document, List.of(random.nextBoolean() ? "text" : "other"), true);
            case 2 -> changeList(document, List.of("list"), content.get("list"), random.nextInt(50));
            case 3 -> inParagraph(document, content.get("body"), "t");
            case 4 -> changeList(document, List.of("body"), content.get("body"), Map.of("t", "new", "tags", List.of()));
            case 5 -> document.add(List.of(random.nextBoolean() ? "n" : "m"), random.nextInt(5) - 2);
            case 6 -> setMember(document, KEYS[random.nextInt(KEYS.length)], random.nextInt(9));
            case 7 -> inParagraph(document, content.get("body"), "tags");
            default -> {
                if (random.nextInt(4) == 0) {
                    setMember(document, random.nextBoolean() ? "text" : "other", "instead");
                } else if (random.nextInt(4) == 0) {
                    setMember(document, random.nextBoolean() ? "list" : "body", List.of());
                } else {
                    type(document, List.of("other"), false);
                }
            }
        }
    }

    private int kind() {
        int chosen = random.nextInt(Arrays.stream(taste).sum());
        int kind = 0;
        while (chosen >= taste[kind]) {
            chosen -= taste[kind++];
        }
        return kind;
    }

    /** A keystroke anywhere or at an end, or a longer text put in or taken away. */
    private void type(EditedDocument document, List<Object> path, boolean older) {
        if (!(JsonPath.of(path.toArray())
                        .in(JsonValue.of(document.content()))
                        .map(JsonValue::plain)
                        .orElse(0)
                instanceof String text)) {
            return;
        }
        int at = place(text.length());
        int most = random.nextInt(12) == 0 ? 40 : 3;
        int to = random.nextInt(3) == 0 ? Math.min(text.length(), at + random.nextInt(most)) : at;
        String inserted = random.nextInt(4) == 0 ? "" : "ABC".substring(random.nextInt(3));
        document.editText(path, at, to, inserted, older);
    }

    private int place(int length) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> length;
            default -> random.nextInt(length + 1);
        };
    }

    private void changeList(EditedDocument document, List<Object> path, Object value, Object item) {
        if (!(value instanceof List<?> list)) {
            return;
        }
        int at = place(list.size());
        switch (at == list.size() ? 0 : random.nextInt(8)) {
            case 0, 1, 2, 3 -> document.insertItem(path, at, item);
            case 4, 5 -> document.deleteItem(path, at);
            case 6 -> document.replaceItem(path, at, item);
            default -> document.moveItem(path, at, random.nextInt(list.size()));
        }
    }

    private void inParagraph(EditedDocument document, Object value, String member) {
        if (!(value instanceof List<?> body) || body.isEmpty()) {
            return;
        }
        int at = random.nextInt(body.size());
        Map<?, ?> paragraph = (Map<?, ?>) body.get(at);
        List<Object> path = List.of("body", at, member);
        if (member.equals("t")) {
            type(document, path, random.nextInt(4) == 0);
        } else {
            changeList(document, path, paragraph.get(member), "tag");
        }
    }

    private void setMember(EditedDocument document, String key, Object value) {
        if (((Map<?, ?>) document.content()).containsKey(key) && random.nextInt(4) == 0) {
            document.remove(List.of(), key);
        } else {
            document.put(List.of(), key, value, random.nextInt(4) > 0);
        }
    }
}
