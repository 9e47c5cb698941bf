package dev.stet.ot.json;

import static dev.stet.ot.json.Json0Type.JSON0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.Law;
import dev.stet.ot.OperationType;
import dev.stet.ot.OperationTypeLaws;
import dev.stet.ot.Rebased;
import dev.stet.ot.Side;
import dev.stet.ot.Tries;
import dev.stet.ot.sync.DelegatingType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long operations that are laid out by places are rebased as they are in the loop. */
class JsonRebaseTest {
    private static final OperationType<JsonValue, JsonOperation> LOOP = new DelegatingType<>(JSON0);
    private static final int LONG = 50;
    private static final int FEWEST = 20;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void withSmallPlaces(int most) {
        Stream.of(new JsonGenerator(), JsonGenerator.unmerged(), JsonGenerator.withIncompletePuts())
                .forEach(generator -> new OperationTypeLaws<>(laidOut(most), generator, getClass())
                        .check(Law.REBASING, Tries.count(), Tries.seed()));
    }

    /** Components that were merged, and such as could still be, on a document with room for many. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void withLongOperations(int most) {
        Tries.run(getClass(), longTries(), random -> {
            LongHistory history = new LongHistory(random);
            JsonOperation buffered = history.buffered(random.nextInt(1, 40) * (1 + most));
            check(most, buffered, history.log(random.nextInt(60)));
        });
    }

    /** Edits whose steps lie far apart in one string, among others of the same string and of other ones. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void withEditsOfManySteps(int most) {
        Tries.run(getClass(), longTries(), random -> {
            StringHistory history = new StringHistory(random);
            JsonOperation buffered = history.buffered(random.nextInt(1, 20) * (1 + most));
            check(most, buffered, history.log(random.nextInt(40)));
        });
    }

    /** Items of one array that are moved, edited inside and taken away by both sides. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void withItemsThatAreMovedAndEdited(int most) {
        Tries.run(getClass(), longTries(), random -> {
            ItemHistory history = new ItemHistory(random);
            JsonOperation buffered = history.buffered(random.nextInt(1, 20) * (1 + most));
            check(most, buffered, history.log(random.nextInt(40)));
        });
    }

    /** Cards of a board that are moved, put in and edited inside by both sides; the others take some away, too. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void withCardsThatAreMovedPutInAndEdited(int most) {
        Tries.run(getClass(), longTries(), random -> {
            BoardHistory history = new BoardHistory(random);
            JsonOperation buffered = history.buffered(random.nextInt(1, 20) * (1 + most));
            check(most, buffered, history.log(random.nextInt(60)));
        });
    }

    /** Of an edit that comes, two steps are neighbours once the deletion between them, far away, has turned out to be done. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 16})
    void withStepsThatAreMergedWhenWhatIsBetweenThemVanishes(int most) {
        List<Object> steps = new ArrayList<>();
        for (int at = 195; at > 0; at -= 5) {
            steps.add(Map.of("p", at, "i", "x"));
            if (at == 100) {
                steps.add(Map.of("p", at + 1, "d", "a"));
            }
        }
        JsonOperation other =
                edit(List.of(Map.of("p", 7, "i", "A"), Map.of("p", 101, "d", "a"), Map.of("p", 8, "i", "B")));
        JsonOperation next = edit(List.of(Map.of("p", 0, "i", "z")));
        check(most, edit(steps), List.of(other, next, next, next));
    }

    private static JsonOperation edit(List<Object> steps) {
        return JSON0.decode(List.of(Map.of("p", List.of("text"), "t", "text0", "o", steps)));
    }

    /** Returns how many long histories are tried: fewer than small ones, as each is many steps. */
    private static int longTries() {
        return Math.max(FEWEST, Tries.count() / LONG);
    }

    static void check(int most, JsonOperation buffered, List<JsonOperation> log) {
        for (Side side : Side.values()) {
            Rebased<JsonOperation> rebased = laidOut(most).rebase(buffered, log, side);
            Rebased<JsonOperation> expected = LOOP.rebase(buffered, log, side);
            assertThat(rebased.operation()).isEqualTo(expected.operation());
            assertThat(rebased.over()).isEqualTo(expected.over());
        }
    }

    private static OperationType<JsonValue, JsonOperation> laidOut(int most) {
        return new DelegatingType<>(JSON0) {
            @Override
            public Rebased<JsonOperation> rebase(JsonOperation operation, List<JsonOperation> over, Side side) {
                return new JsonRebasing(most).rebase(operation, over, side);
            }
        };
    }
}
