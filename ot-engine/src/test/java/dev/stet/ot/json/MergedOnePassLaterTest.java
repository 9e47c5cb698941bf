package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static dev.stet.ot.json.JsonRebaseTest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Steps that the reference merges only when the next operation passes: two have become one, and that could be one with the
 * step before. Deletions do so, as the second of two may reach further to the left:
 *
 * <pre>
 *   document     ...klmnopqrstuvwxyz...        a, b and c delete one after the other; u is left between b and c
 *   a                 ─                        somebody deletes u: b and c become one, from which a is not apart
 *   b                       ─
 *   c               ─ ───
 * </pre>
 */
class MergedOnePassLaterTest {
    private static final Map<String, Object> A = delete(15, "f");
    private static final Map<String, Object> B = delete(19, "a");
    private static final Map<String, Object> C = delete(13, "deghi");
    private static final Map<String, Object> BETWEEN_B_AND_C = delete(19, "j");

    /** Takes away {@link #BETWEEN_B_AND_C} as well. */
    private static final Map<String, Object> LONG_C = delete(13, "deghij");

    private static final JsonOperation NEXT = edit(List.of(insert(200)));
    private static final JsonOperation NOT_THERE = JSON0.decode(List.of(Map.of("p", List.of("n"), "na", 1)));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void whenWhatLiesBetweenThemIsDeleted(int most) {
        JsonOperation mine = edit(withStepsFarAway(List.of(A, B, C)));
        check(most, mine, List.of(edit(List.of(BETWEEN_B_AND_C)), NEXT, NEXT, NEXT));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void whenTheStepBetweenThemVanishes(int most) {
        JsonOperation mine = edit(withStepsFarAway(List.of(A, B, delete(250, "c"), LONG_C)));
        check(most, mine, List.of(edit(List.of(delete(252, "c"))), NEXT, NEXT, NEXT));
    }

    /** The second step of the same edit merges them, far from where they are. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void byTheNextStepOfAnEdit(int most) {
        JsonOperation mine = edit(withStepsFarAway(List.of(A, B, C)));
        check(most, mine, List.of(NEXT, NEXT, NEXT, edit(List.of(BETWEEN_B_AND_C, insert(270)))));
    }

    /** Components in the older form in one of many members, a few. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void amongOtherMembers(int most) {
        List<Map<String, Object>> components = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            components.add(Map.of("p", List.of("n" + i), "na", 1));
        }
        List.of(A, B, C).forEach(step -> components.add(older(step)));
        JsonOperation mine = JSON0.decode(components);
        JsonOperation next = JSON0.decode(List.of(Map.of("p", List.of("n7"), "na", 2)));
        JsonOperation other = JSON0.decode(List.of(older(BETWEEN_B_AND_C)));
        check(most, mine, List.of(other, next, next, next));
        JsonOperation both = JSON0.decode(List.of(older(BETWEEN_B_AND_C), Map.of("p", List.of("other"), "oi", "new")));
        check(most, mine, List.of(next, next, next, both));
    }

    /** A move that comes to begin where the next one leaves an item where it is: that one is dropped. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void whenTheOtherEndsAtTheFirstOfThem(int most) {
        List<Map<String, Object>> components = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            components.add(Map.of("p", List.of("n" + i), "na", 1));
        }
        components.add(Map.of("p", List.of("list", 3), "lm", 7));
        components.add(Map.of("p", List.of("list", 5), "lm", 5));
        JsonOperation same = JSON0.decode(List.of(Map.of("p", List.of("list", 3), "lm", 5)));
        check(most, JSON0.decode(components), List.of(same, NOT_THERE, NOT_THERE, NOT_THERE));
    }

    /** Many steps in the older form: whatever passes next merges them, also somewhere else. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void byWhatPassesElsewhere(int most) {
        JsonOperation other = JSON0.decode(List.of(older(BETWEEN_B_AND_C)));
        check(most, inOlderForm(withStepsFarAway(List.of(A, B, C))), List.of(other, NOT_THERE, NOT_THERE, NOT_THERE));
        check(most, inOlderForm(withStepsFarAway(List.of(A, B, C))), List.of(NOT_THERE, NOT_THERE, NOT_THERE, other));
    }

    /** What stood between the steps, a removal of a member, vanishes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void whenAComponentBetweenThemVanishes(int most) {
        Map<String, Object> removal = Map.of("p", List.of("gone"), "od", 1);
        JsonOperation same = JSON0.decode(List.of(removal));
        List<JsonOperation> log = List.of(NOT_THERE, NOT_THERE, same, NEXT);
        List<JsonOperation> elsewhere = List.of(NOT_THERE, NOT_THERE, same, NOT_THERE);
        List<Map<String, Object>> components = new ArrayList<>();
        withStepsFarAway(List.of(A, B)).forEach(step -> components.add(older(step)));
        components.add(removal);
        components.add(older(LONG_C));
        check(most, JSON0.decode(components), log);
        check(most, JSON0.decode(components), elsewhere);
        JsonOperation newer =
                JsonOperation.of(Stream.of(edit(withStepsFarAway(List.of(A, B))), same, edit(List.of(LONG_C)))
                        .flatMap(operation -> operation.components().stream())
                        .toList());
        check(most, newer, log);
        check(most, newer, elsewhere);
    }

    /**
     * Of an edit that comes, two deletions become one behind the first of two steps in the older form, so they meet the second
     * as one.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void ofTheOtherEditBetweenTwoStepsInTheOlderForm(int most) {
        JsonOperation mine = inOlderForm(withStepsFarAway(List.of(delete(33, "d"), insert(26))));
        JsonOperation other = edit(List.of(delete(29, "j"), delete(32, "d"), delete(23, "defghi")));
        check(most, mine, List.of(other, NEXT, NEXT, NEXT));
    }

    /** The same between the steps of two edits, which are two components as something else lies between them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void ofTheOtherEditBetweenTwoEdits(int most) {
        JsonOperation first = edit(withStepsFarAway(List.of(delete(33, "d"))));
        JsonOperation mine = JsonOperation.of(Stream.of(first, NOT_THERE, edit(List.of(insert(26))))
                .flatMap(operation -> operation.components().stream())
                .toList());
        JsonOperation other = edit(List.of(delete(29, "j"), delete(32, "d"), delete(23, "defghi")));
        check(most, mine, List.of(other, NEXT, NEXT, NEXT));
    }

    /** Many edits inside of items, an item taken away, and another edit that may then be one with the last of the first. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void whenAnItemBetweenThemHasBeenTakenAway(int most) {
        List<Map<String, Object>> components = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            components.add(inItem(i % 8, 0, "x"));
        }
        components.add(inItem(5, 0, "A"));
        components.add(Map.of("p", List.of("list", 3), "ld", "three"));
        components.add(inItem(4, 1, "B"));
        components.add(Map.of("p", List.of("list", 6), "lm", 0));
        components.add(Map.of("p", List.of("list", 1), "lm", 6));
        JsonOperation mine = JSON0.decode(components);
        JsonOperation same = JSON0.decode(List.of(Map.of("p", List.of("list", 3), "ld", "three")));
        JsonOperation next = JSON0.decode(List.of(inItem(0, 0, "y")));
        check(most, mine, List.of(same, next, next, next));
        check(most, mine, List.of(next, same, next, next));
        check(most, mine, List.of(next, next, next, same));
    }

    private static List<Map<String, Object>> withStepsFarAway(List<Map<String, Object>> steps) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int at = 495; at > 300; at -= 5) {
            all.add(insert(at));
        }
        all.addAll(steps);
        return all;
    }

    private static Map<String, Object> insert(int at) {
        return Map.of("p", at, "i", "X");
    }

    private static Map<String, Object> delete(int at, String text) {
        return Map.of("p", at, "d", text);
    }

    private static JsonOperation edit(List<Map<String, Object>> steps) {
        return JSON0.decode(List.of(Map.of("p", List.of("text"), "t", "text0", "o", steps)));
    }

    private static JsonOperation inOlderForm(List<Map<String, Object>> steps) {
        return JSON0.decode(steps.stream().map(MergedOnePassLaterTest::older).toList());
    }

    private static Map<String, Object> older(Map<String, Object> step) {
        return Map.of(
                "p",
                List.of("text", step.get("p")),
                step.containsKey("i") ? "si" : "sd",
                Objects.requireNonNull(step.containsKey("i") ? step.get("i") : step.get("d")));
    }

    private static Map<String, Object> inItem(int index, int at, String text) {
        return Map.of("p", List.of("list", index, at), "si", text);
    }
}
