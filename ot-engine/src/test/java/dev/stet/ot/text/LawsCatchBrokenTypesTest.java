package dev.stet.ot.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.BrokenLawError;
import dev.stet.ot.Law;
import dev.stet.ot.OperationType;
import dev.stet.ot.OperationTypeLaws;
import dev.stet.ot.Rebased;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The tester of the laws finds what is broken, by the law that was broken. */
class LawsCatchBrokenTypesTest {
    private static final int TRIES = 3_000;
    private static final long SEED = 20_240;
    private static final Class<?> TEST = LawsCatchBrokenTypesTest.class;

    @TestFactory
    DynamicTest[] catches() {
        return new DynamicTest[] {
            caught("tie broken the wrong way on one side", Law.CONVERGENCE, new BrokenTextType() {
                @Override
                public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
                    return super.transform(operation, against, Side.LEFT);
                }
            }),
            caught("transform off by one", Law.CONVERGENCE, new BrokenTextType() {
                @Override
                public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
                    TextOperation right = super.transform(operation, against, side);
                    boolean moved = !right.equals(operation) && against.lengthChange() > 0;
                    return moved ? shifted(right) : right;
                }
            }),
            caught("transform that loses deletes", Law.CONVERGENCE, new BrokenTextType() {
                @Override
                public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
                    TextOperation right = super.transform(operation, against, side);
                    return right.equals(operation) ? right : withoutDeletes(right);
                }
            }),
            caught("transform that touches what it is given nothing for", Law.IDENTITY, new BrokenTextType() {
                @Override
                public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
                    return against.isNoop() ? withoutDeletes(operation) : super.transform(operation, against, side);
                }
            }),
            caught("apply that puts text in at the wrong end", Law.APPLICATION, new BrokenTextType() {
                @Override
                public Rope apply(Rope snapshot, TextOperation operation) {
                    Rope right = super.apply(snapshot, operation);
                    return operation.caretAfter() == 2 && right.codePointCount() == right.length()
                            ? right.slice(1, right.length()).concat(right.slice(0, 1))
                            : right;
                }
            }),
            caught("rebase that falls into the compose trap", Law.REBASING, new BrokenTextType() {
                @Override
                public Rebased<TextOperation> rebase(TextOperation operation, List<TextOperation> over, Side side) {
                    return new Rebased<>(
                            transform(operation, composeAll(over), side),
                            super.rebase(operation, over, side).over());
                }
            }),
            caught(
                    "rebase that takes all the others past the operation as it stood at first",
                    Law.REBASING,
                    new BrokenTextType() {
                        @Override
                        public Rebased<TextOperation> rebase(
                                TextOperation operation, List<TextOperation> over, Side side) {
                            return new Rebased<>(
                                    super.rebase(operation, over, side).operation(),
                                    over.stream()
                                            .map(entry -> transform(entry, operation, side.opposite()))
                                            .toList());
                        }
                    }),
            caught("rebase that takes the same side both ways", Law.REBASING, new BrokenTextType() {
                @Override
                public Rebased<TextOperation> rebase(TextOperation operation, List<TextOperation> over, Side side) {
                    TextOperation mine = operation;
                    List<TextOperation> theirs = new ArrayList<>();
                    for (TextOperation entry : over) {
                        theirs.add(transform(entry, mine, side));
                        mine = transform(mine, entry, side);
                    }
                    return new Rebased<>(mine, theirs);
                }
            }),
            caught("compose that forgets the second", Law.COMPOSITION, new BrokenTextType() {
                @Override
                public TextOperation compose(TextOperation first, TextOperation second) {
                    return second.lengthChange() < -1 ? first : super.compose(first, second);
                }
            }),
            caught("compose that depends on the grouping", Law.ASSOCIATIVITY, new BrokenTextType() {
                @Override
                public TextOperation compose(TextOperation first, TextOperation second) {
                    TextOperation right = super.compose(first, second);
                    return first.size() > 3 ? withoutDeletes(right) : right;
                }
            }),
            caught("inverse that takes away but does not put back", Law.INVERSION, new BrokenTextType() {
                @Override
                public TextOperation invert(TextOperation operation, Rope before) {
                    TextOperationBuilder wrong = TextOperation.builder();
                    for (TextComponent component :
                            super.invert(operation, before).components()) {
                        switch (component) {
                            case TextComponent.Retain retain -> wrong.retain(retain.length());
                            case TextComponent.Insert insert ->
                                wrong.insert("x".repeat(insert.text().length()));
                            case TextComponent.Delete delete -> wrong.delete(delete.length());
                        }
                    }
                    return wrong.build();
                }
            }),
            caught("transform that leaves neighbours unmerged", Law.CANONICAL_FORM, new BrokenTextType() {
                @Override
                public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
                    TextOperation right = super.transform(operation, against, side);
                    return right.inserted().isEmpty() || right.size() > 1 ? right : unmerged(right.inserted());
                }
            }),
            caught("codec that loses quotes", Law.ROUND_TRIP, new BrokenTextType() {
                @Override
                public Object encodeSnapshot(Rope snapshot) {
                    return snapshot.toString().replace("\"", "'");
                }
            }),
            caught("selection that drifts with every insert at it", Law.SELECTION, new BrokenTextType() {
                @Override
                public Optional<Selection> transformSelection(Selection selection, TextOperation operation) {
                    return operation.components().size() == 1
                                    && !operation.inserted().isEmpty()
                                    && selection.equals(Selection.caret(0))
                            ? Optional.of(Selection.caret(operation.caretAfter()))
                            : super.transformSelection(selection, operation);
                }
            }),
            caught("difference that misses the end", Law.DIFFERENCE, new BrokenTextType() {
                @Override
                public TextOperation diff(Rope before, Rope after) {
                    return TextOperation.replace(0, 0, after.toString());
                }
            }),
            caught("apply that remembers what it was given before", Law.PURITY, new BrokenTextType() {
                private final Map<TextOperation, Rope> last = new HashMap<>();

                @Override
                public Rope apply(Rope snapshot, TextOperation operation) {
                    Rope right = super.apply(snapshot, operation);
                    Rope earlier = last.put(operation, right);
                    return earlier == null || !earlier.equals(right) ? right : right.concat(Rope.of("!"));
                }
            }),
            DynamicTest.dynamicTest("apply that changes the document it is given", () -> {
                OperationTypeLaws<MutableTextType.Text, TextOperation> laws =
                        new OperationTypeLaws<>(new MutableTextType(true), new MutableTextType.Generator(), TEST);
                assertCaught(() -> laws.check(Law.PURITY, TRIES, SEED), Law.PURITY);
            }),
        };
    }

    @Test
    void doesNotComplainOfAMutableDocumentThatNobodyChanges() {
        OperationTypeLaws<MutableTextType.Text, TextOperation> laws =
                new OperationTypeLaws<>(new MutableTextType(false), new MutableTextType.Generator(), TEST);
        for (Law law : Law.values()) {
            laws.check(law, 200, SEED);
        }
    }

    @Test
    void reportsTheLawASmallCaseAndALineToPaste() {
        OperationType<Rope, TextOperation> broken = new BrokenTextType() {
            @Override
            public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
                return super.transform(operation, against, Side.RIGHT);
            }
        };
        OperationTypeLaws<Rope, TextOperation> laws = new OperationTypeLaws<>(broken, new TextGenerator(), TEST);
        String report = assertCaught(() -> laws.check(Law.CONVERGENCE, TRIES, SEED), Law.CONVERGENCE);
        assertThat(report).contains("broken text breaks the law of CONVERGENCE", "s = \"\"\n", "a = [\"", "b = [\"");
        String paste = report.substring(report.indexOf("run again: "));
        assertThat(paste)
                .matches(
                        "run again: mvn -pl ot-engine test -Dtest=LawsCatchBrokenTypesTest -Dot.tries=1 -Dot.seed=-?\\d+");
        long seed = Long.parseLong(paste.substring(paste.indexOf("seed=") + "seed=".length()));
        String again = assertCaught(() -> laws.check(Law.CONVERGENCE, 1, seed), Law.CONVERGENCE);
        assertThat(again).as("the seed brings the case back").contains("s = \"\"\n");
    }

    private static DynamicTest caught(String fault, Law law, OperationType<Rope, TextOperation> broken) {
        OperationTypeLaws<Rope, TextOperation> laws = new OperationTypeLaws<>(broken, new TextGenerator(), TEST);
        return DynamicTest.dynamicTest(fault, () -> assertCaught(() -> laws.check(law, TRIES, SEED), law));
    }

    private static String assertCaught(org.assertj.core.api.ThrowableAssert.ThrowingCallable check, Law law) {
        StringBuilder report = new StringBuilder();
        assertThatThrownBy(check).isInstanceOfSatisfying(BrokenLawError.class, error -> {
            assertThat(error.law()).isEqualTo(law);
            report.append(error.getMessage());
        });
        return report.toString();
    }

    private static TextOperation shifted(TextOperation operation) {
        TextOperationBuilder shifted = TextOperation.builder();
        boolean first = true;
        for (TextComponent component : operation.components()) {
            switch (component) {
                case TextComponent.Retain retain -> shifted.retain(first ? retain.length() - 1 : retain.length());
                case TextComponent.Insert insert -> shifted.insert(insert.text());
                case TextComponent.Delete delete -> shifted.delete(delete.length());
            }
            first = false;
        }
        return shifted.build();
    }

    private static TextOperation withoutDeletes(TextOperation operation) {
        TextOperationBuilder kept = TextOperation.builder();
        for (TextComponent component : operation.components()) {
            switch (component) {
                case TextComponent.Retain retain -> kept.retain(retain.length());
                case TextComponent.Insert insert -> kept.insert(insert.text());
                case TextComponent.Delete delete -> kept.retain(delete.length());
            }
        }
        return kept.build();
    }

    /** Past the builder, which would not make it. */
    private static TextOperation unmerged(String inserted) {
        long[] packed = {Kind.INSERT.packed(inserted.length(), inserted.length()), Kind.RETAIN.packed(1, 0)};
        return new TextOperation(packed, inserted, 1, inserted.length() + 1);
    }
}
