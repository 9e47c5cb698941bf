package dev.stet.ot.sync;

import static dev.stet.ot.sync.AuthorityScript.authorityAt;
import static dev.stet.ot.sync.AuthorityScript.authorityOf;
import static dev.stet.ot.sync.AuthorityScript.entry;
import static dev.stet.ot.sync.AuthorityScript.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.Side;
import dev.stet.ot.sync.AuthorityState.Idle;
import dev.stet.ot.sync.AuthorityState.Recovering;
import dev.stet.ot.sync.AuthorityState.Storing;
import dev.stet.ot.sync.AuthorityState.Unavailable;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The authority's rules when a store fails, and what it does not take. */
final class AuthorityRecoveryTest {
    private static final TextOperation A = TextOperation.replace(0, 0, "a");
    private static final TextOperation B = TextOperation.replace(0, 0, "b");
    private static final TextOperation Z = TextOperation.replace(0, 0, "z");

    /** One operation is being stored, one waits, and then the store fails. */
    private static AuthorityScript failed() {
        return authorityAt(0, "")
                .types("ann#1", 0, 0, "a")
                .types("bob#1", 0, 0, "b")
                .storeFails()
                .does("accept 1 ann#1 [\"a\"]", "store 1..1", "accept 2 bob#1 [\"b\"]", "recover after 0")
                .is(Recovering.class)
                .has(0, "", 0);
    }

    @Test
    void whatFailedBeforeTheCommitIsStoredAgainInTheSameOrder() {
        failed().logIsRead()
                .does("accept 1 ann#1 [\"a\"]", "accept 2 bob#1 [\"b\"]", "store 1..2")
                .storeSucceeds()
                .does("publish 1..2")
                .has(2, "ba", 2);
    }

    @Test
    void whatFailedAfterTheCommitIsFoundAndNotStoredAgain() {
        failed().logIsRead(entry(1, "ann#1", A))
                .does("publish 1..1", "already ann#1 at 1", "accept 2 bob#1 [\"b\"]", "store 2..2")
                .has(1, "a", 2)
                .storeSucceeds()
                .has(2, "ba", 2);
    }

    @Test
    void ifAnotherAuthorityCameFirstEverythingIsPutInOrderAfterIt() {
        failed().logIsRead(entry(1, "zoe#1", Z))
                .does("publish 1..1", "accept 2 ann#1 [\"a\"]", "accept 3 bob#1 [\"b\"]", "store 2..3")
                .has(1, "z", 3)
                .storeSucceeds()
                .has(3, "baz", 3);
    }

    /** Submissions are held to the end: what one of them needs may be in the last part. */
    @Test
    void aLongLogIsReadInParts() {
        failed().submits("cid#1", 2, B)
                .beginningOfLogIsRead(entry(1, "zoe#1", Z))
                .does("publish 1..1", "recover after 1")
                .is(Recovering.class)
                .has(1, "z", 1)
                .logIsRead(entry(2, "ann#1", A))
                .does(
                        "publish 2..2",
                        "already ann#1 at 2",
                        "accept 3 bob#1 [\"b\"]",
                        "accept 4 cid#1 [\"b\"]",
                        "store 3..4")
                .storeSucceeds()
                .has(4, "bbaz", 4);
    }

    @Test
    void aPartThatCannotBeReadIsReadLater() {
        failed().beginningOfLogIsRead(entry(1, "zoe#1", Z))
                .does("publish 1..1", "recover after 1")
                .logCannotBeRead()
                .does("refuse ann#1 STORAGE_UNAVAILABLE", "refuse bob#1 STORAGE_UNAVAILABLE")
                .is(Unavailable.class)
                .beginningOfLogIsRead(entry(2, "zoe#2", Z))
                .does("publish 2..2", "recover after 2")
                .is(Recovering.class)
                .logIsRead()
                .is(Idle.class)
                .has(2, "zz", 2);
    }

    @Test
    void aPartOfALogIsNotEmpty() {
        assertThatThrownBy(() -> failed().beginningOfLogIsRead()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ifAnotherAuthorityStoredTheSameOperationItIsFound() {
        failed().logIsRead(entry(1, "bob#1", B), entry(2, "ann#1", A))
                .does("publish 1..2", "already ann#1 at 2", "already bob#1 at 1")
                .is(Idle.class)
                .has(2, "ab", 2);
    }

    @Test
    void submissionsAreHeldWhileTheLogIsRead() {
        failed().types("cid#1", 0, 0, "c")
                .types("ann#1", 0, 0, "a")
                .does()
                .logIsRead()
                .does("accept 1 ann#1 [\"a\"]", "accept 2 bob#1 [\"b\"]", "accept 3 cid#1 [\"c\"]", "store 1..3");
    }

    @Test
    void ifTheLogCannotBeReadThoseWhoWaitAreToldAndNewcomersAreRefused() {
        failed().logCannotBeRead()
                .does("refuse ann#1 STORAGE_UNAVAILABLE", "refuse bob#1 STORAGE_UNAVAILABLE")
                .is(Unavailable.class)
                .types("cid#1", 0, 0, "c")
                .does("refuse cid#1 STORAGE_UNAVAILABLE")
                .logCannotBeRead()
                .does()
                .is(Unavailable.class)
                .logIsRead(entry(1, "ann#1", A))
                .does("publish 1..1")
                .is(Idle.class)
                .types("ann#1", 0, 0, "a")
                .does("already ann#1 at 1");
    }

    @Test
    void whatDoesNotFitAfterTheRecoveryIsRefused() {
        authorityAt(0, "", new AuthorityLimits(3, 100))
                .types("ann#1", 0, 0, "aaa")
                .storeFails()
                .logIsRead(entry(1, "zoe#1", Z))
                .does(
                        "accept 1 ann#1 [\"aaa\"]",
                        "store 1..1",
                        "recover after 0",
                        "publish 1..1",
                        "refuse ann#1 DOCUMENT_TOO_LARGE")
                .is(Idle.class)
                .has(1, "z", 1);
    }

    @Test
    void whatIsTooFarBehindAfterTheRecoveryIsRefused() {
        authorityAt(0, "", new AuthorityLimits(100, 1))
                .types("ann#1", 0, 0, "a")
                .storeFails()
                .logIsRead(entry(1, "zoe#1", Z), entry(2, "zoe#2", Z))
                .does(
                        "accept 1 ann#1 [\"a\"]",
                        "store 1..1",
                        "recover after 0",
                        "publish 1..2",
                        "refuse ann#1 BASE_TOO_OLD");
    }

    @Test
    void recoveryCanFailAgainAfterASecondStore() {
        failed().logIsRead()
                .storeFails()
                .logIsRead(entry(1, "ann#1", A), entry(2, "bob#1", B))
                .does(
                        "accept 1 ann#1 [\"a\"]",
                        "accept 2 bob#1 [\"b\"]",
                        "store 1..2",
                        "recover after 0",
                        "publish 1..2",
                        "already ann#1 at 1",
                        "already bob#1 at 2")
                .is(Idle.class)
                .has(2, "ba", 2);
    }

    @Test
    void recoveredEntriesThatDoNotFollowChangeNothing() {
        AuthorityScript script = failed();
        assertThatThrownBy(() -> script.logIsRead(entry(1, "zoe#1", Z), entry(3, "zoe#3", Z)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("last=1 revision=3");
        script.is(Recovering.class).has(0, "", 0);
        script.logIsRead().does("accept 1 ann#1 [\"a\"]", "accept 2 bob#1 [\"b\"]", "store 1..2");
    }

    @Test
    void recoveredEntriesThatDoNotFitChangeNothing() {
        AuthorityScript script = failed();
        assertThatThrownBy(() ->
                        script.logIsRead(entry(1, "zoe#1", Z), entry(2, "zoe#2", TextOperation.replace(9, 0, "x"))))
                .isInstanceOf(InvalidOperationException.class);
        script.is(Recovering.class).has(0, "", 0);
        script.logIsRead().does("accept 1 ann#1 [\"a\"]", "accept 2 bob#1 [\"b\"]", "store 1..2");
    }

    @Test
    void aTypeThatFailsHalfwayThroughARecoveryChangesNothing() {
        FailingTransform type = new FailingTransform();
        AuthorityScript script = authorityOf(type, 0, "")
                .types("ann#1", 0, 0, "a")
                .types("bob#1", 0, 0, "b")
                .storeFails();
        type.failing = true;
        assertThatThrownBy(() -> script.logIsRead(entry(1, "zoe#1", Z))).isInstanceOf(ArithmeticException.class);
        script.is(Recovering.class).has(0, "", 0);
        type.failing = false;
        script.logIsRead(entry(1, "zoe#1", Z)).is(Storing.class).has(1, "z", 3);
    }

    @Test
    void aTypeThatFailsOnASubmissionChangesNothing() {
        FailingTransform type = new FailingTransform();
        AuthorityScript script = authorityOf(type, 0, "").types("ann#1", 0, 0, "a");
        type.failing = true;
        assertThatThrownBy(() -> script.types("bob#1", 0, 0, "b")).isInstanceOf(ArithmeticException.class);
        script.is(Storing.class).has(0, "", 1).storeSucceeds().is(Idle.class).has(1, "a", 1);
    }

    static Stream<Arguments> illegal() {
        return Stream.of(
                Arguments.of("Idle", new AuthorityEvent.Stored<TextOperation>()),
                Arguments.of("Idle", new AuthorityEvent.StoreFailed<TextOperation>()),
                Arguments.of("Idle", new AuthorityEvent.Recovered<TextOperation>(List.of())),
                Arguments.of("Idle", new AuthorityEvent.RecoveryFailed<TextOperation>()),
                Arguments.of("Storing", new AuthorityEvent.Recovered<TextOperation>(List.of())),
                Arguments.of("Storing", new AuthorityEvent.RecoveryFailed<TextOperation>()),
                Arguments.of("Recovering", new AuthorityEvent.Stored<TextOperation>()),
                Arguments.of("Recovering", new AuthorityEvent.StoreFailed<TextOperation>()),
                Arguments.of("Unavailable", new AuthorityEvent.Stored<TextOperation>()),
                Arguments.of("Unavailable", new AuthorityEvent.StoreFailed<TextOperation>()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("illegal")
    void anEventWithoutMeaningNamesStateAndEventAndChangesNothing(String state, AuthorityEvent<TextOperation> event) {
        AuthorityScript script = in(state);
        long head = script.authority().head();
        assertThatThrownBy(() -> script.on(event))
                .isInstanceOf(IllegalTransitionException.class)
                .hasMessageContaining("state=" + state)
                .hasMessageContaining("event=" + event.getClass().getSimpleName())
                .hasMessageContaining("why=nothing is being ");
        assertThat(script.authority().state().getClass().getSimpleName()).isEqualTo(state);
        assertThat(script.authority().head()).isEqualTo(head);
    }

    private static AuthorityScript in(String state) {
        AuthorityScript script = authorityAt(0, "");
        return switch (state) {
            case "Idle" -> script;
            case "Storing" -> script.submits("ann#1", 0, A);
            case "Recovering" -> script.submits("ann#1", 0, A).storeFails();
            case "Unavailable" -> script.submits("ann#1", 0, A).storeFails().logCannotBeRead();
            default -> throw new IllegalArgumentException(state);
        };
    }

    @Test
    void forgettingIsPossibleInEveryState() {
        for (String state : List.of("Idle", "Storing", "Recovering", "Unavailable")) {
            in(state).forgets(5).has(0, "", state.equals("Storing") ? 1 : 0);
        }
        assertThat(submission("ann#1", 0, A).id()).isEqualTo(new OperationId("ann", 1));
    }

    private static final class FailingTransform extends DelegatingType<Rope, TextOperation> {
        private boolean failing;

        FailingTransform() {
            super(TextType.TEXT);
        }

        @Override
        public TextOperation transform(TextOperation operation, TextOperation against, Side side) {
            if (failing && operation.equals(B)) {
                throw new ArithmeticException("a type that fails");
            }
            return super.transform(operation, against, side);
        }
    }
}
