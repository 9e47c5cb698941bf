package dev.stet.ot.richtext;

import dev.stet.ot.DocumentGenerator;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.json.JsonObject;
import dev.stet.ot.json.JsonValue;
import dev.stet.ot.richtext.PlainRichText.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Small rich texts, often empty, with embeds and surrogate pairs and so few attributes that they often meet, and edits
 * made with plain lists. Immutable.
 */
public final class RichTextGenerator implements DocumentGenerator<RichText, RichTextOperation> {
    private static final String[] CHARACTERS = {"a", "a", "b", "x", "\n", "\"", "é", "中", "😀", "𝒳", "\u0000"};
    private static final String[] NAMES = {"b", "i", "c"};
    private static final Object[] VALUES = {true, true, "red", 1, Map.of("h", 1), List.of(true)};
    private static final List<Map<String, Object>> EMBEDS =
            List.of(Map.of("image", "a"), Map.of("image", "b"), Map.of("mention", Map.of("id", 1)));
    private static final String MARK = "▮";

    /** A generator; any two are alike. */
    public RichTextGenerator() {}

    @Override
    public RichText snapshot(int size, RandomGenerator random) {
        List<Unit> units = new ArrayList<>();
        for (int left = random.nextInt(size + 1); left > 0; left -= 3) {
            units.addAll(inserted(Math.min(left, 3), random));
        }
        return PlainRichText.document(units);
    }

    @Override
    public Edit<RichText, RichTextOperation> edit(RichText snapshot, int size, RandomGenerator random) {
        List<Unit> before = PlainRichText.units(snapshot);
        List<Unit> after = new ArrayList<>();
        RichTextOperationBuilder operation = RichTextOperation.builder();
        int at = 0;
        for (int i = random.nextInt(Math.min(size, 5) + 1); i >= 0; i--) {
            int action = random.nextInt(4);
            int to = action < 3 ? later(before, at, random) : at;
            List<Unit> passed = before.subList(at, to);
            int length = PlainRichText.length(passed);
            at = to;
            switch (action) {
                case 0 -> {
                    operation.retain(length);
                    after.addAll(passed);
                }
                case 1 -> {
                    Map<String, Object> change = attributes(true, random);
                    operation.retain(length, Attributes.of(change));
                    passed.forEach(unit -> after.add(unit.changed(change)));
                }
                case 2 -> operation.delete(length);
                default -> {
                    List<Unit> inserted = inserted(Math.min(size, 3), random);
                    inserted.forEach(unit -> insert(unit, operation));
                    after.addAll(inserted);
                }
            }
        }
        after.addAll(before.subList(at, before.size()));
        return new Edit<>(operation.build(), PlainRichText.document(after));
    }

    private static void insert(Unit unit, RichTextOperationBuilder operation) {
        Attributes attributes = Attributes.of(unit.attributes());
        if (unit.content() instanceof String character) {
            operation.insert(character, attributes);
        } else {
            operation.embed((JsonObject) JsonValue.of(unit.content()), attributes);
        }
    }

    /** Returns an index at most a few units on; often the end. */
    private static int later(List<Unit> units, int at, RandomGenerator random) {
        int left = units.size() - at;
        return at + random.nextInt((random.nextInt(4) == 0 ? left : Math.min(left, 3)) + 1);
    }

    private static List<Unit> inserted(int most, RandomGenerator random) {
        Map<String, Object> attributes = attributes(random.nextInt(8) == 0, random);
        if (most > 0 && random.nextInt(4) == 0) {
            return List.of(new Unit(EMBEDS.get(random.nextInt(EMBEDS.size())), attributes));
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return PlainRichText.units(text.toString(), attributes);
    }

    private static Map<String, Object> attributes(boolean withNull, RandomGenerator random) {
        Map<String, Object> attributes = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Object value = withNull && random.nextInt(3) == 0 ? null : VALUES[random.nextInt(VALUES.length)];
            attributes.put(NAMES[random.nextInt(NAMES.length)], value);
        }
        return attributes;
    }

    @Override
    public Optional<Marker<RichText, RichTextOperation>> marker() {
        return Optional.of(new Mark());
    }

    private static final class Mark implements Marker<RichText, RichTextOperation> {
        @Override
        public Selection caret(RichText snapshot, RandomGenerator random) {
            List<Unit> units = PlainRichText.units(snapshot);
            return Selection.caret(PlainRichText.length(units.subList(0, random.nextInt(units.size() + 1))));
        }

        @Override
        public RichTextOperation put(RichText snapshot, Selection caret) {
            return RichTextOperation.replace(caret.head(), 0, MARK, Attributes.none());
        }

        @Override
        public Side side() {
            return Side.RIGHT;
        }

        @Override
        public Optional<Selection> find(RichText snapshot) {
            int at = snapshot.plainText().indexOf(MARK);
            return at < 0 ? Optional.empty() : Optional.of(Selection.caret(at));
        }
    }
}
