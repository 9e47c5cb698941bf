package dev.stet.ot.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.BrokenLawError;
import dev.stet.ot.Law;
import dev.stet.ot.OperationType;
import dev.stet.ot.OperationTypeLaws;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.json.JsonChange.Add;
import dev.stet.ot.json.JsonChange.DeleteItem;
import dev.stet.ot.json.JsonChange.InsertItem;
import dev.stet.ot.json.JsonChange.MemberChange;
import dev.stet.ot.json.JsonChange.MoveItem;
import dev.stet.ot.json.JsonChange.PutMember;
import dev.stet.ot.json.JsonChange.RemoveMember;
import dev.stet.ot.json.JsonChange.ReplaceItem;
import dev.stet.ot.json.JsonChange.ReplaceMember;
import dev.stet.ot.json.JsonChange.StringChange;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tester of the laws finds what is broken in a json0 type, by the law that was broken. */
class LawsCatchBrokenJson0Test {
    private static final int TRIES = 20_000;
    private static final long SEED = 20_240;

    @TestFactory
    DynamicTest[] catches() {
        return new DynamicTest[] {
            caught("move off by one", Law.CONVERGENCE, new Transforming() {
                @Override
                JsonOperation broken(JsonOperation right, JsonOperation operation, JsonOperation against, Side side) {
                    return each(
                            right,
                            component -> component.change() instanceof MoveItem move && move.to() > 0
                                    ? component.with(new MoveItem(move.to() - 1))
                                    : component);
                }
            }),
            caught(
                    "tie of two inserts at one index broken the same way for both",
                    Law.CONVERGENCE,
                    new Tie(InsertItem.class)),
            caught("both puts of one member win", Law.CONVERGENCE, new Tie(MemberChange.class)),
            caught("both replacements of one item win", Law.CONVERGENCE, new Tie(ReplaceItem.class)),
            caught("both moves of one item win", Law.CONVERGENCE, new Tie(MoveItem.class)),
            caught(
                    "tie of two inserts in a string broken the same way for both",
                    Law.CONVERGENCE,
                    new Tie(StringChange.class)),
            caught("removal that does not follow edits below it", Law.CONVERGENCE, new Transforming() {
                @Override
                JsonOperation broken(JsonOperation right, JsonOperation operation, JsonOperation against, Side side) {
                    boolean one = right.components().size() == 1
                            && operation.components().size() == 1;
                    return one && all(right, RemoveMember.class) ? operation : right;
                }
            }),
            caught("deleted item that does not follow edits below it", Law.CONVERGENCE, new Transforming() {
                @Override
                JsonOperation broken(JsonOperation right, JsonOperation operation, JsonOperation against, Side side) {
                    boolean one = right.components().size() == 1
                            && operation.components().size() == 1;
                    return one && all(right, DeleteItem.class) && all(operation, DeleteItem.class)
                            ? right.components()
                                            .get(0)
                                            .path()
                                            .equals(operation
                                                    .components()
                                                    .get(0)
                                                    .path())
                                    ? operation
                                    : right
                            : right;
                }
            }),
            caught("addition that is lost", Law.CONVERGENCE, new Transforming() {
                @Override
                JsonOperation broken(JsonOperation right, JsonOperation operation, JsonOperation against, Side side) {
                    return without(right, Add.class);
                }
            }),
            caught("edits inside an item that do not follow it", Law.CONVERGENCE, new Transforming() {
                @Override
                JsonOperation broken(JsonOperation right, JsonOperation operation, JsonOperation against, Side side) {
                    return all(against, MoveItem.class) && all(operation, StringChange.class) ? operation : right;
                }
            }),
            caught("composition that forgets what a member replaced", Law.COMPOSITION, new BrokenJson0Type() {
                @Override
                public JsonOperation compose(JsonOperation first, JsonOperation second) {
                    return each(
                            super.compose(first, second),
                            component -> component.change() instanceof ReplaceMember replace
                                    ? component.with(new RemoveMember(replace.deleted()))
                                    : component);
                }
            }),
            caught("inverse in the order of the operation", Law.INVERSION, new BrokenJson0Type() {
                @Override
                public JsonOperation invert(JsonOperation operation, JsonValue before) {
                    return JsonOperation.unchecked(
                            super.invert(operation, before).components().reversed());
                }
            }),
            caught("apply that puts an item in behind its place", Law.APPLICATION, new BrokenJson0Type() {
                @Override
                public JsonValue apply(JsonValue snapshot, JsonOperation operation) {
                    return super.apply(
                            snapshot,
                            each(
                                    operation,
                                    component -> component.change() instanceof InsertItem
                                                    && component.path().equals(JsonPath.of(0))
                                                    && snapshot instanceof JsonArray array
                                                    && array.length() > 0
                                            ? component.at(JsonPath.of(1))
                                            : component));
                }
            }),
            caught("codec that takes null for nothing", Law.ROUND_TRIP, new BrokenJson0Type() {
                @Override
                public JsonOperation decode(Object json) {
                    return each(
                            super.decode(json),
                            component -> component.change() instanceof ReplaceMember replace
                                            && replace.deleted().equals(JsonValue.NULL)
                                    ? component.with(new PutMember(replace.inserted()))
                                    : component);
                }
            }),
            caught("selection that stays while its string moves", Law.SELECTION, new BrokenJson0Type() {
                @Override
                public Optional<Selection> transformSelection(Selection selection, JsonOperation operation) {
                    return all(operation, InsertItem.class)
                            ? Optional.of(selection)
                            : super.transformSelection(selection, operation);
                }
            }),
            caught("selection that outlives its string", Law.SELECTION, new BrokenJson0Type() {
                @Override
                public Optional<Selection> transformSelection(Selection selection, JsonOperation operation) {
                    return super.transformSelection(selection, operation).or(() -> Optional.of(selection));
                }
            }),
            caught("difference that misses what was removed", Law.DIFFERENCE, new BrokenJson0Type() {
                @Override
                public JsonOperation diff(JsonValue before, JsonValue after) {
                    return without(super.diff(before, after), RemoveMember.class);
                }
            }),
        };
    }

    /** Breaks what transform gives, if there was something to do. */
    private abstract static class Transforming extends BrokenJson0Type {
        @Override
        public JsonOperation transform(JsonOperation operation, JsonOperation against, Side side) {
            JsonOperation right = super.transform(operation, against, side);
            return against.isNoop() || right.equals(operation) && !all(operation, Add.class)
                    ? right
                    : broken(right, operation, against, side);
        }

        abstract JsonOperation broken(JsonOperation right, JsonOperation operation, JsonOperation against, Side side);
    }

    /** Makes no difference between the sides, for operations of one kind. */
    private static final class Tie extends BrokenJson0Type {
        private final Class<? extends JsonChange> kind;

        Tie(Class<? extends JsonChange> kind) {
            this.kind = kind;
        }

        @Override
        public JsonOperation transform(JsonOperation operation, JsonOperation against, Side side) {
            return super.transform(operation, against, all(operation, kind) ? Side.LEFT : side);
        }
    }

    private static DynamicTest caught(String fault, Law law, OperationType<JsonValue, JsonOperation> broken) {
        JsonGenerator generator = law == Law.SELECTION ? JsonGenerator.withStrings() : new JsonGenerator();
        OperationTypeLaws<JsonValue, JsonOperation> laws =
                new OperationTypeLaws<>(broken, generator, LawsCatchBrokenJson0Test.class);
        return DynamicTest.dynamicTest(
                fault,
                () -> assertThatThrownBy(() -> laws.check(law, TRIES, SEED))
                        .isInstanceOfSatisfying(
                                BrokenLawError.class,
                                error -> assertThat(error.law()).isEqualTo(law)));
    }
}
