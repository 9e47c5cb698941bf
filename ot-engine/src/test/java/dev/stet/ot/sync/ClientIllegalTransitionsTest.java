package dev.stet.ot.sync;

import static dev.stet.ot.sync.ClientScript.clientOpens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client does not take, and that it is as it was afterwards. */
final class ClientIllegalTransitionsTest {
    private static final TextOperation X = TextOperation.replace(0, 0, "x");

    static Stream<Arguments> illegal() {
        return Stream.of(
                Arguments.of("Offline", new ClientEvent.Applied<Rope, TextOperation>(4, X), "no connection"),
                Arguments.of("Offline", caughtUp(5), "no connection"),
                Arguments.of("Synchronized", caughtUp(4), "revision=3 expected=4"),
                Arguments.of("AwaitingAck", caughtUp(6), "revision=5 expected=4"),
                Arguments.of("AwaitingWithBuffer", caughtUp(7), "revision=6 expected=4"),
                Arguments.of("Offline", new ClientEvent.Acknowledged<Rope, TextOperation>(1, 4), "no connection"),
                Arguments.of("Offline", new ClientEvent.Rejected<Rope, TextOperation>(1), "no connection"),
                Arguments.of("Synchronized", resumed(), "was not lost"),
                Arguments.of("AwaitingAck", resumed(), "was not lost"),
                Arguments.of("AwaitingWithBuffer", resumed(), "was not lost"),
                Arguments.of("Synchronized", reloaded(), "was not lost"),
                Arguments.of("AwaitingAck", reloaded(), "was not lost"),
                Arguments.of("AwaitingWithBuffer", reloaded(), "was not lost"),
                Arguments.of(
                        "Synchronized", new ClientEvent.Applied<Rope, TextOperation>(5, X), "revision=5 expected=4"),
                Arguments.of(
                        "AwaitingAck", new ClientEvent.Applied<Rope, TextOperation>(3, X), "revision=3 expected=4"),
                Arguments.of(
                        "AwaitingWithBuffer",
                        new ClientEvent.Applied<Rope, TextOperation>(5, X),
                        "revision=5 expected=4"),
                Arguments.of(
                        "AwaitingAck",
                        new ClientEvent.Acknowledged<Rope, TextOperation>(1, 5),
                        "revision=5 expected=4"),
                Arguments.of(
                        "AwaitingAck",
                        new ClientEvent.Acknowledged<Rope, TextOperation>(1, 3),
                        "revision=3 expected=4"),
                Arguments.of("Synchronized", new ClientEvent.Acknowledged<Rope, TextOperation>(1, 4), "not in flight"),
                Arguments.of(
                        "Synchronized",
                        new ClientEvent.Acknowledged<Rope, TextOperation>(1, 9),
                        "revision=9 expected=4"),
                Arguments.of("AwaitingAck", new ClientEvent.Acknowledged<Rope, TextOperation>(9, 4), "not in flight"),
                Arguments.of(
                        "Offline",
                        new ClientEvent.Resumed<Rope, TextOperation>(OptionalLong.of(3)),
                        "inFlightAt=3 revision=3"));
    }

    private static ClientEvent<Rope, TextOperation> caughtUp(long revision) {
        return new ClientEvent.CaughtUp<>(revision, List.of(X, X));
    }

    private static ClientEvent<Rope, TextOperation> resumed() {
        return new ClientEvent.Resumed<>(OptionalLong.empty());
    }

    private static ClientEvent<Rope, TextOperation> reloaded() {
        return new ClientEvent.Reloaded<>(9, Rope.of("new"), false);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("illegal")
    void namesStateAndEventAndChangesNothing(String state, ClientEvent<Rope, TextOperation> event, String why) {
        ClientScript script = in(state);
        ClientState<Rope, TextOperation> before = script.client().state();
        Rope shown = script.client().shown();
        assertThatThrownBy(() -> script.on(event))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("state=" + state)
                .hasMessageContaining("event=" + event.getClass().getSimpleName())
                .hasMessageContaining(why);
        assertThat(script.client().state()).isEqualTo(before);
        assertThat(script.client().shown()).isEqualTo(shown);
    }

    private static ClientScript in(String state) {
        ClientScript script = clientOpens(3, "abc");
        return switch (state) {
            case "Synchronized" -> script;
            case "AwaitingAck" -> script.clientTypes(0, "1");
            case "AwaitingWithBuffer" -> script.clientTypes(0, "1").clientTypes(1, "2");
            case "Offline" -> script.clientTypes(0, "1").loseConnection();
            default -> throw new IllegalArgumentException(state);
        };
    }

    @Test
    void anEditThatDoesNotFitChangesNothing() {
        for (String state : new String[] {"Synchronized", "AwaitingAck", "AwaitingWithBuffer", "Offline"}) {
            unchangedBy(in(state), new ClientEvent.Edited<>(TextOperation.replace(99, 0, "x")));
        }
    }

    @Test
    void anOperationFromTheServerThatDoesNotFitChangesNothing() {
        for (String state : new String[] {"Synchronized", "AwaitingAck", "AwaitingWithBuffer"}) {
            unchangedBy(in(state), new ClientEvent.Applied<>(4, TextOperation.replace(99, 0, "x")));
        }
    }

    @Test
    void aRunOfOperationsOfWhichOneDoesNotFitChangesNothing() {
        for (String state : new String[] {"Synchronized", "AwaitingAck", "AwaitingWithBuffer"}) {
            unchangedBy(in(state), new ClientEvent.CaughtUp<>(5, List.of(X, TextOperation.replace(99, 0, "x"))));
        }
    }

    @Test
    void thereIsNoCatchingUpWithNothing() {
        assertThatThrownBy(() -> new ClientEvent.CaughtUp<Rope, TextOperation>(3, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFailureHalfwayThroughChangesNothingNotEvenTheNextNumber() {
        FailingCompose type = new FailingCompose();
        SyncClient<Rope, TextOperation> client = new SyncClient<>(type, 0, Rope.empty(), 1);
        client.on(new ClientEvent.Edited<>(X));
        client.on(new ClientEvent.Edited<>(X));
        type.failing = true;
        assertThatThrownBy(() -> client.on(new ClientEvent.Edited<>(X))).isInstanceOf(ArithmeticException.class);
        assertThat(client.shown()).hasToString("xx");
        type.failing = false;
        client.on(new ClientEvent.Edited<>(X));
        assertThat(client.shown()).hasToString("xxx");
        assertThat(client.on(new ClientEvent.Acknowledged<>(1, 1)))
                .containsExactly(new ClientEffect.Submit<>(1, 2, TextOperation.replace(0, 0, "xx")));
    }

    private static void unchangedBy(ClientScript script, ClientEvent<Rope, TextOperation> event) {
        ClientState<Rope, TextOperation> before = script.client().state();
        Rope shown = script.client().shown();
        assertThatThrownBy(() -> script.on(event)).isInstanceOf(InvalidOperationException.class);
        assertThat(script.client().state()).isEqualTo(before);
        assertThat(script.client().shown()).isEqualTo(shown);
    }

    private static final class FailingCompose extends DelegatingType<Rope, TextOperation> {
        private boolean failing;

        FailingCompose() {
            super(TextType.TEXT);
        }

        @Override
        public TextOperation compose(TextOperation first, TextOperation second) {
            if (failing) {
                throw new ArithmeticException("a type that fails");
            }
            return super.compose(first, second);
        }
    }
}
