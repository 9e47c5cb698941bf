package dev.stet.ot.bench;

import static dev.stet.ot.json.Json0Type.JSON0;

import dev.stet.ot.Side;
import dev.stet.ot.json.JsonOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Says what it takes to take m buffered operations, composed, past a log of as many: processor time of the process, in steps of
 * some ms, so
 * that it can be read beside other work. Arguments: the largest m, at most 1,000,000, and names of {@link JsonWork}, or none
 * for all.
 */
public final class JsonAbsence {
    private static final int FEWEST = 100;
    private static final int MOST_ROUNDS = 40;
    private static final double MILLIS_PER_CELL = 1_000;
    private static final double TOO_LONG_MILLIS = 10_000;

    private JsonAbsence() {}

    /** Prints a line for each kind of work: medians of the second half of the rounds in ms. */
    public static void main(String[] arguments) {
        int largest = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        List<String> names = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        for (JsonWork work : JsonWork.values()) {
            if (names.isEmpty() || names.contains(work.name())) {
                System.out.println(work + curve(work, largest));
            }
        }
    }

    private static String curve(JsonWork work, int largest) {
        StringBuilder line = new StringBuilder();
        double median = 0;
        for (int count = FEWEST; count <= largest && median < TOO_LONG_MILLIS; count *= 10) {
            median = median(work, count);
            line.append(String.format(Locale.ROOT, " | %.2f", median));
        }
        return line.toString();
    }

    private static double median(JsonWork work, int count) {
        JsonOperation buffered = JSON0.composeAll(work.operations(count, 1));
        List<JsonOperation> log = work.operations(count, 2);
        List<Double> rounds = new ArrayList<>();
        double used = 0;
        while (rounds.isEmpty() || (used < MILLIS_PER_CELL && rounds.size() < MOST_ROUNDS)) {
            long before = processorNanos();
            if (JSON0.rebase(buffered, log, Side.LEFT).over().size() != count) {
                throw new IllegalStateException("an entry was lost, work=" + work + " count=" + count);
            }
            double millis = (processorNanos() - before) / 1e6;
            rounds.add(millis);
            used += millis;
        }
        double[] second = rounds.subList(rounds.size() / 2, rounds.size()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        Arrays.sort(second);
        return second[second.length / 2];
    }

    private static long processorNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
