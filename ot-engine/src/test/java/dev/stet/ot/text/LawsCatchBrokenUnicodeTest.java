package dev.stet.ot.text;

import static dev.stet.ot.text.UnicodeTextType.TEXT_UNICODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.BrokenLawError;
import dev.stet.ot.Law;
import dev.stet.ot.OperationType;
import dev.stet.ot.OperationTypeLaws;
import dev.stet.ot.Selection;
import dev.stet.ot.Side;
import dev.stet.ot.sync.DelegatingType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What can go wrong with code points, and with deletes that say what they take away, is found by the laws. */
class LawsCatchBrokenUnicodeTest {
    private static final int TRIES = 3_000;
    private static final long SEED = 20_240;

    private abstract static class Broken extends DelegatingType<Rope, UnicodeOperation> {
        Broken() {
            super(TEXT_UNICODE);
        }
    }

    @TestFactory
    DynamicTest[] catches() {
        return new DynamicTest[] {
            caught("apply that counts UTF-16 code units", Law.APPLICATION, new Broken() {
                @Override
                public Rope apply(Rope snapshot, UnicodeOperation operation) {
                    TextOperationBuilder inUnits = TextOperation.builder();
                    for (UnicodeComponent component : operation.components()) {
                        switch (component) {
                            case UnicodeComponent.Retain retain -> inUnits.retain(retain.length());
                            case UnicodeComponent.Insert insert -> inUnits.insert(insert.text());
                            case UnicodeComponent.Delete delete -> inUnits.delete(delete.length());
                            case UnicodeComponent.DeleteText delete ->
                                inUnits.delete(delete.text().length());
                        }
                    }
                    return TextType.TEXT.apply(snapshot, inUnits.build());
                }
            }),
            caught("transform that moves by UTF-16 code units", Law.CONVERGENCE, new Broken() {
                @Override
                public UnicodeOperation transform(UnicodeOperation operation, UnicodeOperation against, Side side) {
                    UnicodeOperation right = super.transform(operation, against, side);
                    int pairs =
                            against.inserted().length() - TEXT_UNICODE.noop().count(against.inserted());
                    boolean moved = right.start() > operation.start();
                    return moved ? right.moved(pairs) : right;
                }
            }),
            caught("transform that keeps the wrong end of a text it cuts", Law.CONVERGENCE, new Broken() {
                @Override
                public UnicodeOperation transform(UnicodeOperation operation, UnicodeOperation against, Side side) {
                    UnicodeOperation right = super.transform(operation, against, side);
                    String kept =
                            operation.removed().substring(0, right.removed().length());
                    return right.made(
                            right.packed(), right.inserted(), kept, right.baseLengthAtLeast(), right.caretAfter());
                }
            }),
            caught("tie broken the wrong way on one side", Law.CONVERGENCE, new Broken() {
                @Override
                public UnicodeOperation transform(UnicodeOperation operation, UnicodeOperation against, Side side) {
                    return super.transform(operation, against, Side.RIGHT);
                }
            }),
            caught("tie broken the wrong way on both sides", Law.SELECTION, new Broken() {
                @Override
                public UnicodeOperation transform(UnicodeOperation operation, UnicodeOperation against, Side side) {
                    return super.transform(operation, against, side.opposite());
                }
            }),
            caught("inverse in the wrong order", Law.INVERSION, new Broken() {
                @Override
                public UnicodeOperation invert(UnicodeOperation operation, Rope before) {
                    List<UnicodeComponent> components =
                            super.invert(operation, before).components();
                    Collections.reverse(components);
                    UnicodeOperationBuilder reversed = UnicodeOperation.builder();
                    for (UnicodeComponent component : components) {
                        switch (component) {
                            case UnicodeComponent.Retain retain -> reversed.retain(retain.length());
                            case UnicodeComponent.Insert insert -> reversed.insert(insert.text());
                            case UnicodeComponent.Delete delete -> reversed.delete(delete.length());
                            case UnicodeComponent.DeleteText delete -> reversed.delete(delete.text());
                        }
                    }
                    return reversed.build();
                }
            }),
            caught("selection that moves by UTF-16 code units", Law.SELECTION, new Broken() {
                @Override
                public Optional<Selection> transformSelection(Selection selection, UnicodeOperation operation) {
                    int pairs =
                            operation.inserted().length() - TEXT_UNICODE.noop().count(operation.inserted());
                    return super.transformSelection(selection, operation)
                            .map(right ->
                                    right.equals(selection) ? right : right.at(right.anchor(), right.head() + pairs));
                }
            }),
            caught("codec that writes counts for texts", Law.ROUND_TRIP, new Broken() {
                @Override
                public Object encode(UnicodeOperation operation) {
                    return super.encode(operation.stripInvertible());
                }
            }),
            caught("difference in UTF-16 code units", Law.DIFFERENCE, new Broken() {
                @Override
                public UnicodeOperation diff(Rope before, Rope after) {
                    return UnicodeOperation.replace(0, before.length(), after.toString());
                }
            }),
        };
    }

    @Test
    void losingTheTextOfADeleteThatIsCutIsCaught() {
        OperationType<Rope, UnicodeOperation> broken = new Broken() {
            @Override
            public UnicodeOperation transform(UnicodeOperation operation, UnicodeOperation against, Side side) {
                UnicodeOperation right = super.transform(operation, against, side);
                return right.removed().equals(operation.removed()) ? right : right.stripInvertible();
            }
        };
        assertThatThrownBy(() -> InvertibleUnicode.check(broken, TRIES, getClass()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("invertible: [")
                .hasMessageContaining("run again: ");
    }

    private static DynamicTest caught(String fault, Law law, OperationType<Rope, UnicodeOperation> broken) {
        OperationTypeLaws<Rope, UnicodeOperation> laws =
                new OperationTypeLaws<>(broken, new UnicodeGenerator(), LawsCatchBrokenUnicodeTest.class);
        return DynamicTest.dynamicTest(
                fault,
                () -> assertThatThrownBy(() -> laws.check(law, TRIES, SEED))
                        .isInstanceOfSatisfying(
                                BrokenLawError.class,
                                error -> assertThat(error.law()).isEqualTo(law)));
    }
}
