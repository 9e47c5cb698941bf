package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Edits of a few strings, each of many steps in many places: to the right, as when something is replaced everywhere, to the
 * left, or to and fro. Each history has a taste of its own. Confined to a test.
 */
final class StringHistory {
    private static final List<List<Object>> STRINGS = List.of(List.of("a"), List.of("b"), List.of("c", 1));

    private final RandomGenerator random;
    private final EditedDocument before;
    private final int strings;
    private final int bursts;
    private final int steps;
    private final int deletes;
    private final int older;

    StringHistory(RandomGenerator random) {
        this.random = random;
        this.strings = random.nextInt(1, STRINGS.size() + 1);
        this.bursts = random.nextInt(1, 6);
        this.steps = random.nextInt(1, 8);
        this.deletes = random.nextInt(8);
        this.older = random.nextInt(3) == 0 ? random.nextInt(9) : 0;
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("a", "abcdefghij".repeat(random.nextInt(8)));
        content.put("b", "klmno".repeat(random.nextInt(3)));
        content.put("c", List.of(0, "pqrs".repeat(random.nextInt(12))));
        this.before = new EditedDocument(content);
    }

    /** Returns so many edits, composed. */
    JsonOperation buffered(int count) {
        return JSON0.composeAll(log(count));
    }

    /** Returns so many operations that follow one another. */
    List<JsonOperation> log(int count) {
        List<JsonOperation> log = new ArrayList<>();
        EditedDocument edited = before;
        List<Object> path = STRINGS.get(0);
        while (log.size() < count) {
            if (random.nextInt(bursts) == 0) {
                path = STRINGS.get(random.nextInt(strings));
            }
            List<JsonOperation> entry = new ArrayList<>();
            int way = random.nextInt(3);
            int at = random.nextInt(20);
            for (int i = random.nextInt(steps); i >= 0; i--) {
                edited = new EditedDocument(edited.content());
                at = step(edited, path, at, way);
                entry.add(JSON0.decode(edited.operation()));
            }
            log.add(JSON0.composeAll(entry));
        }
        return log;
    }

    /** Makes one step and returns where the next one may be. */
    private int step(EditedDocument document, List<Object> path, int from, int way) {
        String text = (String) JsonPath.of(path.toArray())
                .in(JsonValue.of(document.content()))
                .orElseThrow()
                .plain();
        int at = Math.max(
                0,
                Math.min(
                        switch (way) {
                            case 0 -> from + random.nextInt(8);
                            case 1 -> from - random.nextInt(8);
                            default -> random.nextInt(text.length() + 1);
                        },
                        text.length()));
        boolean deleting = random.nextInt(8) < deletes;
        int to = deleting ? Math.min(text.length(), at + random.nextInt(5)) : at;
        String inserted = deleting && random.nextBoolean() ? "" : "XYZ".substring(random.nextInt(3));
        document.editText(path, at, to, inserted, random.nextInt(8) < older);
        return at + inserted.length();
    }
}
