package dev.stet.ot.text;

import static dev.stet.ot.text.Ops.op;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Rule;
import org.junit.jupiter.api.Test;

/** An operation is canonical however it was made. */
class TextOperationTest {
    @Test
    void isWrittenAsJson() {
        TextOperation operation =
                TextOperation.builder().retain(5).insert("x").delete(3).build();
        assertThat(operation).hasToString("[5,\"x\",{\"d\":3}]");
        assertThat(TextOperation.replace(0, 0, "\"\\\n\t\r\u0001é😀")).hasToString("[\"\\\"\\\\\\n\\t\\r\\u0001é😀\"]");
        assertThat(TextOperation.noop()).hasToString("[]");
    }

    @Test
    void listsItsComponents() {
        assertThat(op("[5,\"x\",{\"d\":3},1,\"yz\"]").components())
                .containsExactly(
                        new TextComponent.Retain(5),
                        new TextComponent.Insert("x"),
                        new TextComponent.Delete(3),
                        new TextComponent.Retain(1),
                        new TextComponent.Insert("yz"));
    }

    @Test
    void mergesNeighboursAndLeavesOutWhatDoesNothing() {
        TextOperation operation = TextOperation.builder()
                .retain(1)
                .retain(0)
                .retain(2)
                .insert("a")
                .insert("")
                .insert("b")
                .delete(1)
                .delete(0)
                .delete(2)
                .retain(4)
                .build();
        assertThat(operation).hasToString("[3,\"ab\",{\"d\":3}]").isEqualTo(op("[3,\"ab\",{\"d\":3}]"));
        assertThat(TextOperation.builder().retain(7).build()).isSameAs(TextOperation.noop());
        assertThat(op("[\"x\",\"y\",{\"d\":1},{\"d\":1}]")).hasToString("[\"xy\",{\"d\":2}]");
    }

    @Test
    void keepsTheOrderOfAnInsertAndADeleteAtOnePlace() {
        assertThat(op("[{\"d\":1},\"x\"]")).hasToString("[{\"d\":1},\"x\"]").isNotEqualTo(op("[\"x\",{\"d\":1}]"));
        assertThat(TextOperation.replace(2, 1, "x")).hasToString("[2,\"x\",{\"d\":1}]");
    }

    @Test
    void tellsItsLengths() {
        TextOperation operation = op("[2,\"xxx\",{\"d\":1},4,{\"d\":5}]");
        assertThat(operation.baseLengthAtLeast()).isEqualTo(12);
        assertThat(operation.lengthChange()).isEqualTo(-3);
        assertThat(operation.caretAfter()).isEqualTo(9);
        assertThat(op("[2,\"xx\",{\"d\":1}]").caretAfter()).isEqualTo(4);
        assertThat(operation.isNoop()).isFalse();
        assertThat(TextOperation.noop().isNoop()).isTrue();
        assertThat(TextOperation.noop().caretAfter()).isZero();
    }

    @Test
    void equalsByItsComponents() {
        assertThat(op("[1,\"x\"]")).isEqualTo(op("[1,\"x\"]")).hasSameHashCodeAs(op("[1,\"x\"]"));
        assertThat(op("[1,\"x\"]")).isNotEqualTo(op("[1,\"y\"]")).isNotEqualTo(op("[2,\"x\"]"));
        assertThat(op("[\"xy\",1,\"z\"]")).isNotEqualTo(op("[\"x\",1,\"yz\"]"));
        assertThat(op("[1,\"x\"]")).isNotEqualTo("[1,\"x\"]");
    }

    @Test
    void refusesHalfASurrogatePair() {
        assertThatThrownBy(() -> TextOperation.builder().retain(1).insert("ab\ud83d"))
                .isInstanceOfSatisfying(InvalidOperationException.class, refusal -> {
                    assertThat(refusal.rule()).isEqualTo(Rule.LONE_SURROGATE);
                    assertThat(refusal.component()).isEqualTo(1);
                    assertThat(refusal).hasMessage("a text must not hold a lone surrogate, index=2 component=1");
                });
    }

    @Test
    void refusesNegativeLengthsAsAProgrammingError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextOperation.builder().retain(-1))
                .withMessage("a length cannot be negative, length=-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextOperation.builder().delete(-1));
    }
}
