package dev.stet.ot.richtext;

import static dev.stet.ot.richtext.RichTextType.RICH_TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.BrokenLawError;
import dev.stet.ot.Law;
import dev.stet.ot.OperationType;
import dev.stet.ot.OperationTypeLaws;
import dev.stet.ot.Rebased;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.json.JsonValue;
import dev.stet.ot.sync.DelegatingType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What can be wrong with a rich text type is found, by the law that it breaks. */
class LawsCatchBrokenRichTextTest {
    private static final int TRIES = 3_000;
    private static final long SEED = 20_240;

    /** The type itself, until something of it is overridden. */
    private static class Broken extends DelegatingType<RichText, RichTextOperation> {
        Broken() {
            super(RICH_TEXT);
        }
    }

    @TestFactory
    DynamicTest[] catches() {
        return new DynamicTest[] {
            caught("attributes that yield on no side", Law.CONVERGENCE, new Broken() {
                @Override
                public RichTextOperation transform(RichTextOperation operation, RichTextOperation against, Side side) {
                    boolean onlyAttributes = operation.insertedLength() + against.insertedLength() == 0;
                    return super.transform(operation, against, onlyAttributes ? Side.RIGHT : side);
                }
            }),
            caught("inserts that go first on both sides", Law.CONVERGENCE, new Broken() {
                @Override
                public RichTextOperation transform(RichTextOperation operation, RichTextOperation against, Side side) {
                    return super.transform(operation, against, Side.RIGHT);
                }
            }),
            caught("embeds that count nothing", Law.CONVERGENCE, new Broken() {
                @Override
                public RichTextOperation transform(RichTextOperation operation, RichTextOperation against, Side side) {
                    return super.transform(operation, withoutEmbeds(against), side);
                }
            }),
            caught("transform off by one", Law.CONVERGENCE, new Broken() {
                @Override
                public RichTextOperation transform(RichTextOperation operation, RichTextOperation against, Side side) {
                    RichTextOperation right = super.transform(operation, against, side);
                    return right.equals(operation) || against.lengthChange() <= 0 ? right : shifted(right);
                }
            }),
            caught("transform that touches what it is given nothing for", Law.IDENTITY, new Broken() {
                @Override
                public RichTextOperation transform(RichTextOperation operation, RichTextOperation against, Side side) {
                    return against.isNoop() ? withoutEmbeds(operation) : super.transform(operation, against, side);
                }
            }),
            caught("rebasing over the composition", Law.REBASING, new Broken() {
                @Override
                public Rebased<RichTextOperation> rebase(
                        RichTextOperation operation, List<RichTextOperation> over, Side side) {
                    List<RichTextOperation> theirs =
                            super.rebase(operation, over, side).over();
                    return new Rebased<>(transform(operation, composeAll(over), side), theirs);
                }
            }),
            caught("compose that loses what takes attributes away", Law.COMPOSITION, new Broken() {
                @Override
                public RichTextOperation compose(RichTextOperation first, RichTextOperation second) {
                    return restyled(super.compose(first, second), LawsCatchBrokenRichTextTest::withoutNulls);
                }
            }),
            caught("compose whose attributes are those of the first", Law.COMPOSITION, new Broken() {
                @Override
                public RichTextOperation compose(RichTextOperation first, RichTextOperation second) {
                    boolean meet = second.insertedLength() == 0 && first.insertedLength() == 0;
                    return meet ? super.compose(second, first) : super.compose(first, second);
                }
            }),
            caught("apply that keeps what is taken away", Law.APPLICATION, new Broken() {
                @Override
                public RichText apply(RichText snapshot, RichTextOperation operation) {
                    return super.apply(snapshot, restyled(operation, LawsCatchBrokenRichTextTest::withoutNulls));
                }
            }),
            caught("inverse that forgets an attribute", Law.INVERSION, new Broken() {
                @Override
                public RichTextOperation invert(RichTextOperation operation, RichText before) {
                    return restyled(super.invert(operation, before), LawsCatchBrokenRichTextTest::withoutOne);
                }
            }),
            caught("inverse that puts text back without attributes", Law.INVERSION, new Broken() {
                @Override
                public RichTextOperation invert(RichTextOperation operation, RichText before) {
                    return super.invert(operation, RichText.of(before.plainText()));
                }
            }),
            caught("deletes before inserts", Law.CANONICAL_FORM, new Broken() {
                @Override
                public RichTextOperation transform(RichTextOperation operation, RichTextOperation against, Side side) {
                    return deletesFirst(super.transform(operation, against, side));
                }
            }),
            caught("codec that loses the attributes of embeds", Law.ROUND_TRIP, new Broken() {
                @Override
                public Object encodeSnapshot(RichText snapshot) {
                    List<Object> encoded = new ArrayList<>();
                    snapshot.forEach(piece -> encoded.add(
                            switch (piece) {
                                case Piece.Text text ->
                                    Map.of(
                                            "insert",
                                            text.text().toString(),
                                            "attributes",
                                            text.attributes().plain());
                                case Piece.Embed embed ->
                                    Map.of("insert", embed.value().plain());
                            }));
                    return encoded;
                }
            }),
            caught("selection that goes along with what others type", Law.SELECTION, new Broken() {
                @Override
                public Optional<Selection> transformSelection(Selection selection, RichTextOperation operation) {
                    return Optional.of(RICH_TEXT.transformOwnSelection(selection, operation));
                }
            }),
            caught("difference that does not look at attributes", Law.DIFFERENCE, new Broken() {
                @Override
                public RichTextOperation diff(RichText before, RichText after) {
                    return before.plainText().equals(after.plainText()) ? noop() : super.diff(before, after);
                }
            }),
            caught("apply that remembers what it was given before", Law.PURITY, new Broken() {
                private final Map<RichTextOperation, RichText> last = new HashMap<>();

                @Override
                public RichText apply(RichText snapshot, RichTextOperation operation) {
                    RichText right = super.apply(snapshot, operation);
                    RichText earlier = last.put(operation, right);
                    boolean same = earlier == null || !earlier.equals(right);
                    return same ? right : right.replace(0, 0, "!", Attributes.none());
                }
            }),
        };
    }

    private static DynamicTest caught(String fault, Law law, OperationType<RichText, RichTextOperation> broken) {
        OperationTypeLaws<RichText, RichTextOperation> laws =
                new OperationTypeLaws<>(broken, new RichTextGenerator(), LawsCatchBrokenRichTextTest.class);
        return DynamicTest.dynamicTest(
                fault,
                () -> assertThatThrownBy(() -> laws.check(law, TRIES, SEED))
                        .isInstanceOfSatisfying(
                                BrokenLawError.class,
                                error -> assertThat(error.law()).isEqualTo(law)));
    }

    private static RichTextOperation withoutEmbeds(RichTextOperation operation) {
        RichTextOperationBuilder without = RichTextOperation.builder();
        for (RichTextComponent component : operation.components()) {
            if (!(component instanceof RichTextComponent.Embed)) {
                add(component, without);
            }
        }
        return without.build();
    }

    private static RichTextOperation shifted(RichTextOperation operation) {
        RichTextOperationBuilder shifted = RichTextOperation.builder();
        boolean first = true;
        for (RichTextComponent component : operation.components()) {
            if (first && component instanceof RichTextComponent.Retain retain) {
                shifted.retain(retain.length() - 1, retain.attributes());
            } else {
                add(component, shifted);
            }
            first = false;
        }
        return shifted.build();
    }

    /** Returns the operation with other attributes on what it retains. */
    private static RichTextOperation restyled(RichTextOperation operation, UnaryOperator<Attributes> change) {
        RichTextOperationBuilder restyled = RichTextOperation.builder();
        for (RichTextComponent component : operation.components()) {
            if (component instanceof RichTextComponent.Retain retain) {
                restyled.retain(retain.length(), change.apply(retain.attributes()));
            } else {
                add(component, restyled);
            }
        }
        return restyled.build();
    }

    private static Attributes withoutNulls(Attributes attributes) {
        Map<String, JsonValue> kept = attributes.toMap();
        kept.values().removeIf(JsonValue.NULL::equals);
        return Attributes.of(kept);
    }

    private static Attributes withoutOne(Attributes attributes) {
        Map<String, JsonValue> kept = attributes.toMap();
        kept.keySet().stream().findFirst().ifPresent(kept::remove);
        return Attributes.of(kept);
    }

    /** Past the builder, which would not make it. */
    private static RichTextOperation deletesFirst(RichTextOperation operation) {
        boolean replaces = operation.size() == 2
                && Kind.of(operation.packed(0)) == Kind.INSERT
                && Kind.of(operation.packed(1)) == Kind.DELETE;
        if (!replaces || Kind.attributed(operation.packed(0))) {
            return operation;
        }
        int deleted = operation.baseLengthAtLeast();
        int inserted = operation.insertedLength();
        return new RichTextOperation(
                new long[] {operation.packed(1), operation.packed(0)},
                RichTextOperation.NO_ATTRIBUTES,
                RichTextOperation.NO_EMBEDS,
                operation.inserted(),
                deleted,
                inserted);
    }

    private static void add(RichTextComponent component, RichTextOperationBuilder target) {
        switch (component) {
            case RichTextComponent.Retain retain -> target.retain(retain.length(), retain.attributes());
            case RichTextComponent.Insert insert -> target.insert(insert.text(), insert.attributes());
            case RichTextComponent.Embed embed -> target.embed(embed.value(), embed.attributes());
            case RichTextComponent.Delete delete -> target.delete(delete.length());
        }
    }
}
