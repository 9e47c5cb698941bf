package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static dev.stet.ot.json.JsonRebaseTest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cards moved across each other, with many edits inside of them: where others' moves end beside them is as in the loop. The board is
 * {@code o p q r x y z ...}, by number.
 */
class MovedItemsTest {
    private static final int O = 0;
    private static final int P = 1;
    private static final int Q = 2;
    private static final int R = 3;
    private static final int X = 4;
    private static final int Y = 5;
    private static final int Z = 6;
    private static final int LAST = 11;

    /** The neighbour behind left, and x came: for y x is behind q, and for o it is in front. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void oneNeighbourIsInFrontForOneAndBehindForAnother(int most) {
        JsonOperation mine = afterEdits(move(Q, LAST), move(R, 2));
        List<JsonOperation> others = List.of(move(Y, Q), move(Q, LAST), move(O, Q), move(1, LAST), move(Y, Q));
        check(most, mine, others);
        check(most, afterEdits(move(Q, LAST), move(X - 1, P + 1)), others);
        check(most, afterEdits(move(P, LAST), move(X - 1, P)), others);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void ofTwoMovesToOneGapThoseToTheRightAreInFront(int most) {
        for (JsonOperation mine : List.of(move(O, Q), move(Z, R), insert(R))) {
            for (JsonOperation other : List.of(move(P, Q), move(Y, R), insert(R))) {
                check(most, afterEdits(mine, move(LAST, X)), List.of(other, add(O), add(X), add(R)));
            }
        }
    }

    /** Where the other's ends is next to the item itself as soon as p has gone. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void aMoveStaysWhereItsItemIs(int most) {
        JsonOperation mine = afterEdits(move(P, LAST), move(X, P), move(Y, O), move(LAST, P));
        check(most, mine, List.of(move(O, P), move(P, O), move(X, P), move(O, P)));
        check(most, mine, List.of(move(Q, P), move(P, Q), move(O, P), move(Q, P)));
    }

    /** Mine then moves an item to where it is, and has still its side of what comes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void whatIsBetweenGoesAway(int most) {
        JsonOperation mine = afterEdits(move(P, Q), move(Y, X), move(Q, R));
        for (int to = 0; to < LAST; to++) {
            check(most, mine, List.of(move(Q, LAST), move(LAST, to), move(O, to), insert(to), move(LAST, to)));
            check(most, mine, List.of(delete(Q), move(LAST, to), delete(X), insert(to), move(Z, to)));
        }
    }

    /** Once q is away, the second move leaves an item where it is, and is at the index of the first. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void aMoveThatComesToNothingIsDroppedBehindOneAtItsIndex(int most) {
        JsonOperation toTheRight = afterEdits(move(P, Z), move(P, Q), move(Q, LAST));
        JsonOperation toTheLeft = afterEdits(move(Z, Q), move(Y, X), move(Q, LAST));
        JsonOperation putIn = afterEdits(insert(P), move(P, Q), move(Q, LAST));
        for (JsonOperation mine : List.of(toTheRight, toTheLeft, putIn)) {
            for (int from = 0; from <= LAST; from++) {
                check(most, mine, List.of(move(from, LAST), add(O), move(O, from), add(P)));
                check(most, mine, List.of(delete(from), add(O), move(O, P), add(P)));
                check(most, mine, List.of(add(O), add(P), add(Q), move(from, O)));
            }
        }
    }

    /** Between the two moves an edit vanishes with its card. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void movesBecomeNeighboursWhenTheEditBetweenThemVanishes(int most) {
        JsonOperation mine = afterEdits(move(P, Z), add(X), move(P, P), move(LAST, O));
        for (int from = 0; from <= LAST; from++) {
            check(most, mine, List.of(delete(from), add(O), add(P), move(P, LAST)));
            check(most, mine, List.of(add(O), add(P), move(P, LAST), replace(from)));
        }
    }

    /** Edits of a card that is put in or moved later are told by the card, wherever it is. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void editsGoAlong(int most) {
        JsonOperation mine = afterEdits(move(P, Z), add(Z), insert(O), add(O), move(O, LAST), add(LAST), add(Q));
        check(most, mine, List.of(add(P), move(P, LAST), add(LAST), delete(LAST), replace(Q), insert(Q), add(Q)));
    }

    /** Two cards change places all the time, and others move the card between them: each move meets all of mine. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void neighboursThatComeAndGo(int most) {
        JsonOperation mine = together(alternately(move(0, 2), move(1, 0)));
        check(most, mine, alternately(move(1, 2), move(2, 1)));
    }

    private static List<JsonOperation> alternately(JsonOperation one, JsonOperation other) {
        return IntStream.range(0, 60).mapToObj(i -> i % 2 == 0 ? one : other).toList();
    }

    /** Forty edits, these changes, and a move across the board and back. */
    private static JsonOperation afterEdits(JsonOperation... changes) {
        List<JsonOperation> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(add(i % (LAST + 1)));
        }
        all.addAll(List.of(changes));
        all.add(move(0, LAST));
        all.add(move(LAST, 0));
        return together(all);
    }

    private static JsonOperation together(List<JsonOperation> operations) {
        return JsonOperation.of(operations.stream()
                .flatMap(operation -> operation.components().stream())
                .toList());
    }

    private static JsonOperation add(int index) {
        return operation(Map.of("p", List.of("cards", index, "n"), "na", 1));
    }

    private static JsonOperation insert(int index) {
        return operation(Map.of("p", List.of("cards", index), "li", Map.of("n", 0)));
    }

    private static JsonOperation delete(int index) {
        return operation(Map.of("p", List.of("cards", index), "ld", Map.of("n", 0)));
    }

    private static JsonOperation replace(int index) {
        return operation(Map.of("p", List.of("cards", index), "ld", Map.of("n", 0), "li", Map.of("n", 7)));
    }

    private static JsonOperation move(int from, int to) {
        return operation(Map.of("p", List.of("cards", from), "lm", to));
    }

    private static JsonOperation operation(Map<String, Object> component) {
        return JSON0.decode(List.of(component));
    }
}
