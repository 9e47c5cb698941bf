package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static dev.stet.ot.json.JsonRebaseTest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many edits inside of items, then a first change of the array itself: what is done before it and what is done since are
 * merged as soon as others have made that change vanish, or a move to where the item is.
 */
class EditedFirstTest {
    private static final Map<String, Object> FROM_END_TO_END = move(0, 9);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void aMoveThatLeavesTheItemWhereItIsIsDroppedBehindAnEditOfTheItem(int most) {
        JsonOperation mine = editsThen(List.of(add(3), move(3, 4), FROM_END_TO_END));
        checkAtAnyTime(most, mine, delete(4));
    }

    /** Behind the move a second one comes to nothing at the same time, so all are passed one after the other. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void editsBeforeAndBehindAMoveAreOneWhenTheMovedItemIsTakenAway(int most) {
        JsonOperation mine = editsThen(List.of(add(5), move(3, 8), add(4), add(7), move(7, 8), FROM_END_TO_END));
        checkAtAnyTime(most, mine, delete(3));
    }

    private static void checkAtAnyTime(int most, JsonOperation mine, JsonOperation other) {
        JsonOperation next = JSON0.decode(List.of(add(0)));
        check(most, mine, List.of(other, next, next, next));
        check(most, mine, List.of(next, next, next, other));
    }

    private static JsonOperation editsThen(List<Map<String, Object>> changes) {
        List<Map<String, Object>> components = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            components.add(add(i % 10));
        }
        components.addAll(changes);
        return JSON0.decode(components);
    }

    private static JsonOperation delete(int index) {
        return JSON0.decode(List.of(Map.of("p", List.of("list", index), "ld", 0)));
    }

    private static Map<String, Object> add(int index) {
        return Map.of("p", List.of("list", index), "na", 1);
    }

    private static Map<String, Object> move(int from, int to) {
        return Map.of("p", List.of("list", from), "lm", to);
    }
}
