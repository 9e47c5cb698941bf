package dev.stet.ot.text;

import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Transformation and composition as one would explain them: one unit after the other, an operation being a list of
 * steps that keep one unit, delete one unit, or insert one. Slow, and to be compared with.
 */
final class NaiveText {
    private NaiveText() {}

    private sealed interface Step {}

    private record Keep() implements Step {}

    private record Delete() implements Step {}

    private record Insert(char unit) implements Step {}

    /** Includes a concurrent operation, step by step. */
    static TextOperation transform(TextOperation operation, TextOperation against, Side side) {
        List<Step> result = new ArrayList<>();
        List<Step> mine = steps(operation);
        List<Step> theirs = steps(against);
        int at = 0;
        for (int i = 0; i < theirs.size(); i++) {
            if (theirs.get(i) instanceof Insert) {
                boolean first = i == 0 || !(theirs.get(i - 1) instanceof Insert);
                while (side == Side.LEFT && first && at < mine.size() && mine.get(at) instanceof Insert) {
                    result.add(mine.get(at++));
                }
                result.add(new Keep());
                continue;
            }
            while (at < mine.size() && mine.get(at) instanceof Insert) {
                result.add(mine.get(at++));
            }
            Step met = at < mine.size() ? mine.get(at++) : new Keep();
            if (theirs.get(i) instanceof Keep) {
                result.add(met);
            }
        }
        result.addAll(mine.subList(at, mine.size()));
        return operation(result);
    }

    /** Makes one operation of two, step by step. */
    static TextOperation compose(TextOperation first, TextOperation second) {
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
            Step met = at < before.size() ? before.get(at++) : new Keep();
            if (step instanceof Keep) {
                result.add(met);
            } else if (met instanceof Keep) {
                result.add(step);
            }
        }
        result.addAll(before.subList(at, before.size()));
        return operation(result);
    }

    private static List<Step> steps(TextOperation operation) {
        List<Step> steps = new ArrayList<>();
        for (TextComponent component : operation.components()) {
            switch (component) {
                case TextComponent.Retain retain -> repeat(new Keep(), retain.length(), steps);
                case TextComponent.Delete delete -> repeat(new Delete(), delete.length(), steps);
                case TextComponent.Insert insert ->
                    insert.text().chars().forEach(unit -> steps.add(new Insert((char) unit)));
            }
        }
        return steps;
    }

    private static void repeat(Step step, int times, List<Step> steps) {
        for (int i = 0; i < times; i++) {
            steps.add(step);
        }
    }

    /** Gathers equal neighbours, and leaves out what is kept at the end. */
    private static TextOperation operation(List<Step> steps) {
        TextOperationBuilder builder = TextOperation.builder();
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            if (step instanceof Insert insert) {
                text.append(insert.unit());
                continue;
            }
            builder.insert(text.toString());
            text.setLength(0);
            if (step instanceof Keep) {
                builder.retain(1);
            } else {
                builder.delete(1);
            }
        }
        return builder.insert(text.toString()).build();
    }
}
