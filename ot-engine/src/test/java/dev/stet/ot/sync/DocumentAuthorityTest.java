package dev.stet.ot.sync;

import static dev.stet.ot.sync.AuthorityScript.authorityAt;
import static dev.stet.ot.sync.AuthorityScript.entry;
import static dev.stet.ot.sync.AuthorityScript.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.Selection;
import dev.stet.ot.sync.AuthorityState.Idle;
import dev.stet.ot.sync.AuthorityState.Storing;
import dev.stet.ot.text.TextOperation;
import org.junit.jupiter.api.Test;

/** The authority's rules while all goes well. */
final class DocumentAuthorityTest {

    @Test
    void nothingIsPublishedBeforeItIsStored() {
        authorityAt(7, "Hello")
                .types("ann#1", 7, 5, "!")
                .does("accept 8 ann#1 [5,\"!\"]", "store 8..8")
                .is(Storing.class)
                .has(7, "Hello", 8)
                .storeSucceeds()
                .does("publish 8..8")
                .is(Idle.class)
                .has(8, "Hello!", 8);
    }

    @Test
    void aSubmissionIsTransformedOverEveryEntryAfterItsBaseAndStandsLeft() {
        authorityAt(0, "")
                .types("ann#1", 0, 0, "a")
                .types("bob#1", 0, 0, "b")
                .types("cid#1", 0, 0, "c")
                .does("accept 1 ann#1 [\"a\"]", "store 1..1", "accept 2 bob#1 [\"b\"]", "accept 3 cid#1 [\"c\"]")
                .storeSucceeds()
                .does("publish 1..1", "store 2..3")
                .has(1, "a", 3)
                .storeSucceeds()
                .does("publish 2..3")
                .has(3, "cba", 3);
    }

    @Test
    void whatIsAcceptedDuringAStoreIsStoredTogetherAfterIt() {
        authorityAt(0, "")
                .types("ann#1", 0, 0, "a")
                .types("bob#1", 0, 0, "b")
                .storeSucceeds()
                .types("cid#1", 1, 0, "c")
                .does(
                        "accept 1 ann#1 [\"a\"]",
                        "store 1..1",
                        "accept 2 bob#1 [\"b\"]",
                        "publish 1..1",
                        "store 2..2",
                        "accept 3 cid#1 [\"c\"]")
                .has(1, "a", 3);
    }

    @Test
    void anOperationSubmittedAgainBeforeItIsStoredIsAnsweredByItsEntryAlone() {
        authorityAt(0, "")
                .types("ann#1", 0, 0, "a")
                .types("ann#1", 0, 0, "a")
                .does("accept 1 ann#1 [\"a\"]", "store 1..1")
                .storeSucceeds()
                .does("publish 1..1")
                .has(1, "a", 1);
    }

    @Test
    void anOperationSubmittedAgainAfterItIsStoredIsFound() {
        authorityAt(0, "")
                .types("ann#1", 0, 0, "a")
                .types("bob#1", 0, 0, "b")
                .storeSucceeds()
                .storeSucceeds()
                .does(
                        "accept 1 ann#1 [\"a\"]",
                        "store 1..1",
                        "accept 2 bob#1 [\"b\"]",
                        "publish 1..1",
                        "store 2..2",
                        "publish 2..2")
                .types("ann#1", 0, 0, "a")
                .does("already ann#1 at 1")
                .types("bob#1", 1, 0, "b")
                .does("already bob#1 at 2")
                .is(Idle.class)
                .has(2, "ba", 2);
    }

    @Test
    void numbersOfDifferentClientsAreDifferentOperations() {
        authorityAt(0, "")
                .types("ann#1", 0, 0, "a")
                .types("bob#1", 0, 0, "a")
                .storeSucceeds()
                .storeSucceeds()
                .has(2, "aa", 2);
    }

    @Test
    void anOperationThatDoesNotFitIsRefusedWithTheRule() {
        authorityAt(3, "abc")
                .types("ann#1", 3, 9, "x")
                .does("refuse ann#1 INVALID_OPERATION PAST_THE_END")
                .is(Idle.class)
                .has(3, "abc", 3);
    }

    @Test
    void aRefusalDuringAStoreLeavesTheStoreAlone() {
        authorityAt(3, "abc")
                .types("ann#1", 3, 0, "x")
                .types("bob#1", 3, 9, "x")
                .does("accept 4 ann#1 [\"x\"]", "store 4..4", "refuse bob#1 INVALID_OPERATION PAST_THE_END")
                .storeSucceeds()
                .does("publish 4..4")
                .has(4, "xabc", 4);
    }

    @Test
    void whatLiesAheadIsLookedForInTheLogAndRefusedIfItIsNotThere() {
        authorityAt(3, "abc")
                .types("ann#1", 4, 0, "x")
                .does("recover after 3")
                .logIsRead()
                .does("refuse ann#1 REVISION_AHEAD")
                .is(AuthorityState.Idle.class);
    }

    @Test
    void nobodyCanHaveSeenWhatIsNotDurable() {
        authorityAt(3, "abc")
                .types("bob#1", 3, 0, "x")
                .types("ann#1", 4, 0, "x")
                .does("accept 4 bob#1 [\"x\"]", "store 4..4")
                .storeFails()
                .logIsRead()
                .does("recover after 3", "refuse ann#1 REVISION_AHEAD", "accept 4 bob#1 [\"x\"]", "store 4..4");
    }

    @Test
    void aNegativeRevisionCannotBeWritten() {
        assertThatThrownBy(() -> submission("ann#1", -1, TextOperation.noop()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("base=-1");
    }

    @Test
    void anOperationIsTransformedOverAsManyEntriesAsAreAllowedAndNotOneMore() {
        AuthorityScript script = authorityAt(10, "", new AuthorityLimits(Long.MAX_VALUE, 2))
                .types("ann#1", 10, 0, "a")
                .types("bob#1", 10, 0, "b")
                .types("cid#1", 10, 0, "c")
                .types("dan#1", 10, 0, "d")
                .does(
                        "accept 11 ann#1 [\"a\"]",
                        "store 11..11",
                        "accept 12 bob#1 [\"b\"]",
                        "accept 13 cid#1 [\"c\"]",
                        "refuse dan#1 BASE_TOO_OLD");
        assertThat(script.authority().outOfReach(8)).isFalse();
        assertThat(script.authority().outOfReach(7)).isTrue();
    }

    @Test
    void aDocumentMayGrowToItsLimitAndNotBeyond() {
        authorityAt(0, "abc", new AuthorityLimits(5, 100))
                .types("ann#1", 0, 0, "12")
                .types("bob#1", 0, 0, "3")
                .does("accept 1 ann#1 [\"12\"]", "store 1..1", "refuse bob#1 DOCUMENT_TOO_LARGE")
                .storeSucceeds()
                .has(1, "12abc", 1);
    }

    @Test
    void aDocumentBeyondItsLimitMayShrink() {
        authorityAt(0, "abcdef", new AuthorityLimits(3, 100))
                .deletes("ann#1", 0, 0, 1)
                .does("accept 1 ann#1 [{\"d\":1}]", "store 1..1")
                .storeSucceeds()
                .has(1, "bcdef", 1);
    }

    @Test
    void aSelectionComesToTheRevisionOfItsEntry() {
        authorityAt(0, "Hello")
                .types("ann#1", 0, 0, ">> ")
                .typesWithSelection("bob#1", 0, 5, "!", Selection.of(0, 6))
                .does("accept 1 ann#1 [\">> \"]", "store 1..1", "accept 2 bob#1 [8,\"!\"] selecting 0..9");
    }

    @Test
    void aSelectionOutsideTheDocumentIsDroppedAndTheOperationIsNot() {
        authorityAt(0, "Hello")
                .typesWithSelection("ann#1", 0, 5, "!", Selection.of(0, 99))
                .does("accept 1 ann#1 [5,\"!\"]", "store 1..1")
                .typesWithSelection("bob#1", 0, 0, "x", Selection.caret(Integer.MAX_VALUE))
                .does("accept 2 bob#1 [\"x\"]");
    }

    @Test
    void forgetsWhatIsAskedForButNothingThatIsNotDurable() {
        AuthorityScript script = authorityAt(4, "")
                .types("ann#1", 4, 0, "a")
                .storeSucceeds()
                .types("bob#1", 5, 0, "b")
                .forgets(99);
        assertThat(script.authority().tailAfter()).isEqualTo(5);
        assertThat(script.authority().entry(6).id().client()).isEqualTo("bob");
        assertThatThrownBy(() -> script.authority().entry(5))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("revision=5 after=5 last=6");
        assertThatThrownBy(() -> script.authority().entry(7)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void asksForTheHistoryThatIsNotInMemoryAnyMore() {
        authorityAt(2, "ab")
                .types("cid#1", 0, 0, "c")
                .does("fetch 1..2 for cid#1")
                .is(Idle.class)
                .historyIsRead(
                        entry(1, "ann#1", TextOperation.replace(0, 0, "a")),
                        entry(2, "bob#1", TextOperation.replace(1, 0, "b")))
                .does("accept 3 cid#1 [\"c\"]", "store 3..3")
                .storeSucceeds()
                .has(3, "cab", 3);
    }

    @Test
    void findsAnOperationInTheHistory() {
        authorityAt(2, "ab")
                .types("bob#1", 0, 0, "b")
                .historyIsRead(
                        entry(1, "ann#1", TextOperation.replace(0, 0, "a")),
                        entry(2, "bob#1", TextOperation.replace(1, 0, "b")))
                .does("fetch 1..2 for bob#1", "already bob#1 at 2")
                .has(2, "ab", 2);
    }

    @Test
    void asksAgainIfTheTailWasForgottenMeanwhileOrTheHistoryHasAGap() {
        Entry<TextOperation> first = entry(1, "ann#1", TextOperation.replace(0, 0, "a"));
        Entry<TextOperation> second = entry(2, "bob#1", TextOperation.replace(1, 0, "b"));
        Entry<TextOperation> third = entry(3, "dan#1", TextOperation.replace(2, 0, "d"));
        authorityAt(2, "ab")
                .types("cid#1", 0, 0, "c")
                .does("fetch 1..2 for cid#1")
                .types("dan#1", 2, 2, "d")
                .storeSucceeds()
                .forgets(3)
                .does("accept 3 dan#1 [2,\"d\"]", "store 3..3", "publish 3..3")
                .historyIsRead(first, second)
                .does("fetch 1..3 for cid#1")
                .historyIsRead(first, third, third)
                .does("fetch 1..3 for cid#1")
                .historyIsRead(first, second, third)
                .does("accept 4 cid#1 [\"c\"]", "store 4..4");
    }
}
