package dev.stet.ot.richtext;

import dev.stet.ot.Side;
import dev.stet.ot.json.JsonObject;
import dev.stet.ot.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Transformation and composition as one would explain them: one unit after the other, an operation being a list of steps
 * that keep one unit, delete one, or insert one, with attributes in plain maps. Slow, and to be compared with.
 */
final class NaiveRichText {
    private NaiveRichText() {}

    private sealed interface Step {}

    private record Keep(Map<String, JsonValue> change) implements Step {}

    private record Delete() implements Step {}

    /**
     * @param content one UTF-16 code unit as a {@code Character}, or a {@link JsonObject}
     */
    private record Insert(Object content, Map<String, JsonValue> attributes) implements Step {}

    /** Includes a concurrent operation, step by step. */
    static RichTextOperation transform(RichTextOperation operation, RichTextOperation against, Side side) {
        List<Step> result = new ArrayList<>();
        List<Step> mine = steps(operation);
        int at = 0;
        for (Step their : steps(against)) {
            if (their instanceof Insert) {
                while (side == Side.RIGHT && isInsert(mine, at)) {
                    result.add(mine.get(at++));
                }
                result.add(new Keep(Map.of()));
                continue;
            }
            while (isInsert(mine, at)) {
                result.add(mine.get(at++));
            }
            Step met = at < mine.size() ? mine.get(at++) : new Keep(Map.of());
            if (their instanceof Keep theirs) {
                result.add(met instanceof Keep keep && side == Side.LEFT ? yielding(keep, theirs) : met);
            }
        }
        result.addAll(mine.subList(at, mine.size()));
        return operation(result);
    }

    private static Keep yielding(Keep mine, Keep theirs) {
        Map<String, JsonValue> change = new HashMap<>(mine.change());
        change.keySet().removeAll(theirs.change().keySet());
        return new Keep(change);
    }

    /** Makes one operation of two, step by step. */
    static RichTextOperation compose(RichTextOperation first, RichTextOperation second) {
        List<Step> result = new ArrayList<>();
        List<Step> before = steps(first);
        int at = 0;
        for (Step step : steps(second)) {
            if (step instanceof Insert) {
                result.add(step);
                continue;
            }
            while (at < before.size() && before.get(at) instanceof Delete) {
                result.add(before.get(at++));
            }
            Step met = at < before.size() ? before.get(at++) : new Keep(Map.of());
            if (step instanceof Keep keep) {
                result.add(changed(met, keep.change()));
            } else if (met instanceof Keep) {
                result.add(step);
            }
        }
        result.addAll(before.subList(at, before.size()));
        return operation(result);
    }

    private static Step changed(Step met, Map<String, JsonValue> change) {
        if (met instanceof Insert insert) {
            Map<String, JsonValue> after = new HashMap<>(insert.attributes());
            after.putAll(change);
            change.forEach((name, value) -> after.remove(name, JsonValue.NULL));
            return new Insert(insert.content(), after);
        }
        Map<String, JsonValue> both = new HashMap<>(((Keep) met).change());
        both.putAll(change);
        return new Keep(both);
    }

    private static boolean isInsert(List<Step> steps, int at) {
        return at < steps.size() && steps.get(at) instanceof Insert;
    }

    private static List<Step> steps(RichTextOperation operation) {
        List<Step> steps = new ArrayList<>();
        for (RichTextComponent component : operation.components()) {
            switch (component) {
                case RichTextComponent.Retain retain ->
                    repeat(new Keep(retain.attributes().toMap()), retain.length(), steps);
                case RichTextComponent.Delete delete -> repeat(new Delete(), delete.length(), steps);
                case RichTextComponent.Embed embed ->
                    steps.add(new Insert(embed.value(), embed.attributes().toMap()));
                case RichTextComponent.Insert insert ->
                    insert.text()
                            .chars()
                            .forEach(unit -> steps.add(
                                    new Insert((char) unit, insert.attributes().toMap())));
            }
        }
        return steps;
    }

    private static void repeat(Step step, int times, List<Step> steps) {
        for (int i = 0; i < times; i++) {
            steps.add(step);
        }
    }

    /** Gathers what was inserted between two retained units before what was deleted there. */
    private static RichTextOperation operation(List<Step> steps) {
        RichTextOperationBuilder builder = RichTextOperation.builder();
        List<Insert> inserts = new ArrayList<>();
        int deletes = 0;
        for (Step step : steps) {
            switch (step) {
                case Insert insert -> inserts.add(insert);
                case Delete delete -> deletes++;
                case Keep keep -> {
                    put(inserts, builder);
                    builder.delete(deletes).retain(1, Attributes.of(keep.change()));
                    deletes = 0;
                }
            }
        }
        put(inserts, builder);
        return builder.delete(deletes).build();
    }

    private static void put(List<Insert> inserts, RichTextOperationBuilder builder) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < inserts.size(); i++) {
            Insert insert = inserts.get(i);
            if (insert.content() instanceof JsonObject embed) {
                builder.embed(embed, Attributes.of(insert.attributes()));
                continue;
            }
            text.append(insert.content());
            boolean last = i + 1 == inserts.size()
                    || inserts.get(i + 1).content() instanceof JsonObject
                    || !inserts.get(i + 1).attributes().equals(insert.attributes());
            if (last) {
                builder.insert(text.toString(), Attributes.of(insert.attributes()));
                text.setLength(0);
            }
        }
        inserts.clear();
    }
}
