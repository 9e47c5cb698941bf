package dev.stet.ot.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.OperationType;
import dev.stet.ot.Side;
import dev.stet.ot.Tries;
import java.util.random.RandomGenerator;

/**
 * A law of the type that counts code points alone: where every delete says what it takes away, this stays so through
 * transforming and composing, and such an operation is undone without the document.
 */
final class InvertibleUnicode {
    private static final int SIZE = 10;
    private static final UnicodeGenerator GENERATOR = new UnicodeGenerator();

    private InvertibleUnicode() {}

    static void check(OperationType<Rope, UnicodeOperation> type, int tries, Class<?> test) {
        Tries.run(test, tries, random -> {
            Rope s = GENERATOR.snapshot(SIZE, random);
            UnicodeOperation a = edit(s, random);
            UnicodeOperation b = edit(s, random);
            Rope afterA = type.apply(s, a);
            UnicodeOperation c = edit(afterA, random);
            undoes(type, s, type.compose(a, c));
            for (Side side : Side.values()) {
                undoes(type, afterA, type.transform(b, a, side));
            }
        });
    }

    private static void undoes(OperationType<Rope, UnicodeOperation> type, Rope before, UnicodeOperation operation) {
        assertThat(operation.isInvertible()).as("invertible: %s", operation).isTrue();
        Rope after = type.apply(before, operation);
        assertThat(type.apply(after, operation.invert())).isEqualTo(before);
        assertThat(type.invert(operation, before)).isEqualTo(operation.invert());
        assertThat(operation.stripInvertible().makeInvertible(before)).isEqualTo(operation);
    }

    private static UnicodeOperation edit(Rope before, RandomGenerator random) {
        return GENERATOR.edit(before, SIZE, random).operation().makeInvertible(before);
    }
}
