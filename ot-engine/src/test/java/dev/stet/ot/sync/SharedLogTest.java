package dev.stet.ot.sync;

import static dev.stet.ot.sync.AuthorityScript.authorityAt;
import static dev.stet.ot.sync.AuthorityScript.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.sync.AuthorityState.Idle;
import dev.stet.ot.sync.AuthorityState.Recovering;
import dev.stet.ot.sync.AuthorityState.Storing;
import dev.stet.ot.sync.AuthorityState.Yielding;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another authority stores entries of the same document. */
final class SharedLogTest {
    private static final TextOperation Z = TextOperation.replace(0, 0, "z");

    /** One that has just been overtaken, and stored its operation after that of the other. */
    private static AuthorityScript afterAContest() {
        return authorityAt(0, "")
                .types("ann#1", 0, 0, "a")
                .storeFails()
                .logIsRead(entry(1, "zoe#1", Z))
                .storeSucceeds()
                .does(
                        "accept 1 ann#1 [\"a\"]",
                        "store 1..1",
                        "recover after 0",
                        "publish 1..1",
                        "accept 2 ann#1 [\"a\"]",
                        "store 2..2",
                        "publish 2..2",
                        "yield");
    }

    @Test
    void anIdleAuthorityThatHearsOfEntriesReadsAndShowsThem() {
        authorityAt(0, "")
                .hearsOf(2)
                .does("recover after 0")
                .logIsRead(entry(1, "zoe#1", Z), entry(2, "zoe#2", Z))
                .does("publish 1..2")
                .is(Idle.class)
                .has(2, "zz", 2);
    }

    @Test
    void whatItHasIsNoNews() {
        authorityAt(3, "abc").hearsOf(3).hearsOf(2).does().is(Idle.class);
    }

    @Test
    void whileItStoresTheStoreItselfWillSay() {
        authorityAt(0, "")
                .types("ann#1", 0, 0, "a")
                .hearsOf(7)
                .does("accept 1 ann#1 [\"a\"]", "store 1..1")
                .is(Storing.class);
    }

    @Test
    void whileTheLogIsReadItNeedNotBeReadAgain() {
        authorityAt(0, "").hearsOf(1).hearsOf(2).does("recover after 0").is(Recovering.class);
    }

    @Test
    void theOneThatWasOvertakenTriesAgainAtOnceAndThenYields() {
        afterAContest().is(Yielding.class).has(2, "az", 2);
    }

    @Test
    void whatIsAcceptedMeanwhileWaitsAndTheLogIsReadFirst() {
        afterAContest()
                .types("bob#1", 2, 0, "b")
                .does("accept 3 bob#1 [\"b\"]")
                .hasYielded()
                .does("recover after 2")
                .logIsRead(entry(3, "zoe#2", Z))
                .does("publish 3..3", "accept 4 bob#1 [\"b\"]", "store 4..4")
                .has(3, "zaz", 4);
    }

    @Test
    void ifNothingWaitsTheMomentJustEnds() {
        afterAContest().hasYielded().does().is(Idle.class).hasYielded().does();
    }

    @Test
    void newsEndTheMomentEarly() {
        afterAContest()
                .types("bob#1", 2, 0, "b")
                .hearsOf(3)
                .does("accept 3 bob#1 [\"b\"]", "recover after 2")
                .hasYielded()
                .does()
                .is(Recovering.class);
    }

    @Test
    void itYieldsNoMoreWhenTheOthersHaveBeenQuietForAWhile() {
        AuthorityScript script = afterAContest().hasYielded();
        int yields = 1;
        for (int revision = 2; revision < 30; revision++) {
            script.types("ann#" + revision, revision, 0, "a").storeSucceeds();
            if (script.authority().state() instanceof Yielding) {
                yields++;
                script.hasYielded();
            }
        }
        assertThat(yields).isEqualTo(8);
        script.is(Idle.class);
    }

    @Test
    void itYieldsOnceIfItIsToldToMakeRoom() {
        authorityAt(0, "")
                .on(new AuthorityEvent.MakeRoom<>())
                .types("ann#1", 0, 0, "a")
                .storeSucceeds()
                .is(Yielding.class)
                .hasYielded()
                .types("ann#2", 1, 0, "a")
                .storeSucceeds()
                .is(Idle.class);
    }

    @Test
    void itsOwnEntriesFoundInTheLogAreNoReasonToYield() {
        authorityAt(0, "")
                .types("ann#1", 0, 0, "a")
                .storeFails()
                .logIsRead(entry(1, "ann#1", TextOperation.replace(0, 0, "a")))
                .types("bob#1", 1, 0, "b")
                .storeSucceeds()
                .is(Idle.class);
    }

    @Test
    void anOperationOnARevisionOfTheOtherIsTakenWhenThatIsThere() {
        authorityAt(1, "z")
                .types("ann#1", 2, 2, "a")
                .types("bob#1", 1, 0, "b")
                .does("recover after 1")
                .logIsRead(entry(2, "zoe#2", Z))
                .does("publish 2..2", "accept 3 ann#1 [2,\"a\"]", "accept 4 bob#1 [\"b\"]", "store 3..4");
    }

    @Test
    void anOperationThatComesAheadWhileSomethingIsStoredWaitsForThat() {
        authorityAt(0, "")
                .types("ann#1", 0, 0, "a")
                .types("bob#1", 1, 1, "b")
                .does("accept 1 ann#1 [\"a\"]", "store 1..1")
                .storeSucceeds()
                .does("publish 1..1", "recover after 1")
                .logIsRead()
                .does("accept 2 bob#1 [1,\"b\"]", "store 2..2");
    }

    @Test
    void anOperationThatTheOtherStoredIsAcknowledgedWhenItsClientComesOver() {
        authorityAt(0, "")
                .hearsOf(1)
                .logIsRead(entry(1, "ann#1", Z))
                .submits("ann#1", 0, Z)
                .does("recover after 0", "publish 1..1", "already ann#1 at 1");
    }

    @Test
    void whatAnOperationUnderWayHasToBeTransformedOverIsKept() {
        AuthorityScript script = authorityAt(0, "").types("ann#1", 0, 0, "a").storeFails();
        script.logIsRead(entry(1, "zoe#1", Z)).forgets(1).storeFails().logIsRead(entry(2, "zoe#2", Z));
        script.does(
                "accept 1 ann#1 [\"a\"]",
                "store 1..1",
                "recover after 0",
                "publish 1..1",
                "accept 2 ann#1 [\"a\"]",
                "store 2..2",
                "recover after 1",
                "publish 2..2",
                "accept 3 ann#1 [\"a\"]",
                "store 3..3");
        assertThat(script.storeSucceeds().forgets(2).authority().tailAfter()).isEqualTo(2);
    }

    @Test
    void historyThatWasReadForAnOperationIsNotReadAgain() {
        authorityAt(1, "z")
                .types("ann#1", 0, 0, "a")
                .does("fetch 1..1 for ann#1")
                .historyIsRead(entry(1, "zoe#1", Z))
                .storeFails()
                .logIsRead(entry(2, "zoe#2", Z))
                .forgets(2)
                .storeFails()
                .logIsRead(entry(3, "zoe#3", Z))
                .does(
                        "accept 2 ann#1 [\"a\"]",
                        "store 2..2",
                        "recover after 1",
                        "publish 2..2",
                        "accept 3 ann#1 [\"a\"]",
                        "store 3..3",
                        "recover after 2",
                        "publish 3..3",
                        "accept 4 ann#1 [\"a\"]",
                        "store 4..4");
    }

    @Test
    void timesNeverGoDownWhateverTheClockSays() {
        DocumentAuthority<Rope, TextOperation> authority =
                new DocumentAuthority<>(TextType.TEXT, AuthorityLimits.none(), 4, 1_000, Rope.of("abcd"));
        assertThat(storedAt(authority, 1, 900)).isEqualTo(1_000);
        assertThat(storedAt(authority, 2, 1_500)).isEqualTo(1_500);
        authority.on(new AuthorityEvent.Forget<>(6));
        assertThat(storedAt(authority, 3, 1_200)).isEqualTo(1_500);
        authority.on(new AuthorityEvent.Behind<>(8));
        authority.on(
                new AuthorityEvent.Recovered<>(List.of(new Entry<>(8, new OperationId("zoe", 1), "user", 7_000, Z))));
        assertThat(storedAt(authority, 4, 1_600)).isEqualTo(7_000);
    }

    private static long storedAt(DocumentAuthority<Rope, TextOperation> authority, long sequence, long nowMs) {
        OperationId id = new OperationId("ann", sequence);
        authority.on(new AuthorityEvent.Submitted<>(
                new Submission<>(id, authority.durable(), "user", nowMs, Z, Optional.empty())));
        authority.on(new AuthorityEvent.Stored<>());
        return authority.entry(authority.durable()).timeMs();
    }
}
