package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.OperationType;
import dev.stet.ot.Rebased;
import dev.stet.ot.Side;
import dev.stet.ot.sync.DelegatingType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Each kind of work that two sides may do for long, in operations of hundreds of components, is rebased as in the loop. */
class LongAbsenceTest {
    private static final OperationType<JsonValue, JsonOperation> LOOP = new DelegatingType<>(JSON0);
    private static final int MINE = 300;
    private static final int THEIRS = 150;

    /** An edit of a document, the number-th of its side. */
    private interface Work {
        void edit(EditedDocument document, int number, RandomGenerator random);
    }

    private static final Work TYPING_IN_A_CARD = (document, number, random) ->
            document.editText(List.of("cards", random.nextInt(cards(document).size())), 0, 0, "x", false);

    @Test
    void bothAppendItems() {
        both((document, number, random) ->
                document.insertItem(List.of("list"), list(document).size(), number));
    }

    @Test
    void bothPrependItems() {
        both((document, number, random) -> document.insertItem(List.of("list"), 0, number));
    }

    @Test
    void bothBuildUpWhatTheyPutInAtOnePlace() {
        both((document, number, random) -> {
            int own = list(document).size() - 3;
            int at = own == 0 ? 0 : random.nextInt(own);
            switch (own == 0 ? 0 : random.nextInt(4)) {
                case 0, 1 -> document.insertItem(List.of("list"), at, number);
                case 2 -> document.deleteItem(List.of("list"), at);
                default -> document.moveItem(List.of("list"), at, random.nextInt(own));
            }
        });
    }

    @Test
    void bothWriteIntoAnEmptyString() {
        both((document, number, random) -> {
            int length = ((String) member(document, "empty")).length();
            int at = random.nextInt(length + 1);
            int to = random.nextInt(4) == 0 ? Math.min(length, at + 2) : at;
            document.editText(List.of("empty"), at, to, "xyz".substring(random.nextInt(3)), false);
        });
    }

    @Test
    void bothWriteInTurnsIntoTwoStringsAndDeleteTheSame() {
        both((document, number, random) -> putInOrTakeOut(document, number % 2 == 0 ? "one" : "two", false, random));
    }

    @Test
    void theSameInTheOlderForm() {
        both((document, number, random) -> putInOrTakeOut(document, "one", true, random));
    }

    private static void putInOrTakeOut(
            EditedDocument document, String string, boolean olderForm, RandomGenerator random) {
        int length = ((String) member(document, string)).length();
        int at = random.nextInt(length);
        int to = random.nextBoolean() ? at + 1 : at;
        document.editText(List.of(string), at, to, to > at ? "" : "x", olderForm);
    }

    @Test
    void aStringIsReplacedAfterLongTyping() {
        Work typing = (document, number, random) -> {
            int at = random.nextInt(((String) member(document, "one")).length() + 1);
            document.editText(List.of("one"), at, at, "x", false);
        };
        Work replacing = (document, number, random) -> {
            if (number % 2 == 0) {
                document.put(List.of(), "other", number, true);
            } else if (number == MINE / 2 + 1) {
                document.put(List.of(), "one", "instead", true);
            } else {
                typing.edit(document, number, random);
            }
        };
        bothWays(replacing, typing);
    }

    @Test
    void anObjectIsTakenAwayAfterMuchWasDoneInIt() {
        Work adding = (document, number, random) -> {
            if (member(document, "card") instanceof Map<?, ?> card) {
                String counter = "c" + random.nextInt(card.size());
                document.add(List.of("card", counter), 1);
            } else {
                document.put(List.of(), "card", Map.of("c0", 0), true);
            }
        };
        Work removing = (document, number, random) -> {
            if (number > 0 && number % 100 == 0) {
                document.remove(List.of(), "card");
            } else {
                adding.edit(document, number, random);
            }
        };
        bothWays(removing, adding);
    }

    @Test
    void itemsAreMovedAndEditedByBoth() {
        both((document, number, random) -> {
            int count = cards(document).size();
            int at = random.nextInt(count);
            switch (random.nextInt(6)) {
                case 0, 1 -> document.moveItem(List.of("cards"), at, random.nextInt(count));
                case 2 -> document.insertItem(List.of("cards"), at, "card " + number);
                case 3 -> document.deleteItem(List.of("cards"), at);
                default -> document.editText(List.of("cards", at), 0, 0, "x", false);
            }
        });
    }

    @Test
    void cardsOfABoardAreMovedPutInAndCountedUpByBoth() {
        both((document, number, random) -> {
            int count = ((List<?>) member(document, "board")).size();
            int at = random.nextInt(count);
            switch (random.nextInt(6)) {
                case 0, 1 -> document.moveItem(List.of("board"), at, random.nextInt(count));
                case 2 -> document.insertItem(List.of("board"), at, Map.of("n", number));
                default -> document.add(List.of("board", at, "n"), 1);
            }
        });
    }

    @Test
    void manyEditedItemsAreTakenAway() {
        Work removing = (document, number, random) -> {
            if (number > MINE / 2 && number % 4 == 0) {
                document.deleteItem(
                        List.of("cards"), random.nextInt(cards(document).size()));
            } else {
                TYPING_IN_A_CARD.edit(document, number, random);
            }
        };
        bothWays(removing, TYPING_IN_A_CARD);
    }

    @Test
    void bothMoveWhatTheOtherTypesIn() {
        Work moving = (document, number, random) -> {
            int count = cards(document).size();
            document.moveItem(List.of("cards"), random.nextInt(count), random.nextInt(count));
        };
        bothWays(moving, TYPING_IN_A_CARD);
    }

    @Test
    void bothWriteToAndFroInOneEdit() {
        both((document, number, random) -> {
            for (int i = 0; i < 4; i++) {
                int length = ((String) member(document, "one")).length();
                int at = random.nextInt(length);
                int to = random.nextInt(3) == 0 ? at + 1 : at;
                document.editText(List.of("one"), at, to, to > at ? "" : "x", false);
            }
        });
    }

    private static void both(Work work) {
        check(work, work);
    }

    /** The one against the other, the other way round, and against itself. */
    private static void bothWays(Work one, Work other) {
        check(one, other);
        check(other, one);
        check(one, one);
    }

    private static void check(Work mine, Work theirs) {
        JsonOperation buffered = JSON0.composeAll(edits(mine, MINE, new SplittableRandom(1)));
        List<JsonOperation> log = edits(theirs, THEIRS, new SplittableRandom(2));
        Rebased<JsonOperation> rebased = JSON0.rebase(buffered, log, Side.LEFT);
        Rebased<JsonOperation> expected = LOOP.rebase(buffered, log, Side.LEFT);
        assertThat(rebased.operation()).isEqualTo(expected.operation());
        assertThat(rebased.over()).isEqualTo(expected.over());
    }

    private static List<JsonOperation> edits(Work work, int count, RandomGenerator random) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("list", List.of("a", "b", "c"));
        content.put("empty", "");
        content.put("one", "abcdefghij".repeat(20));
        content.put("two", "klmno".repeat(40));
        content.put("cards", Collections.nCopies(60, "card"));
        content.put("board", Collections.nCopies(60, Map.of("n", 0)));
        content.put("other", 0);
        content.put("card", Map.of("c0", 0, "c1", 1, "c2", 2));
        EditedDocument document = new EditedDocument(content);
        List<JsonOperation> edits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            document = new EditedDocument(document.content());
            work.edit(document, i, random);
            edits.add(JSON0.decode(document.operation()));
        }
        return edits;
    }

    private static Object member(EditedDocument document, String key) {
        Object member = ((Map<?, ?>) document.content()).get(key);
        return member == null ? "" : member;
    }

    private static List<?> list(EditedDocument document) {
        return (List<?>) member(document, "list");
    }

    private static List<?> cards(EditedDocument document) {
        return (List<?>) member(document, "cards");
    }
}
