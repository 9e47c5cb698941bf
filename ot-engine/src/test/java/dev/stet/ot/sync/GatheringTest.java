package dev.stet.ot.sync;

import static dev.stet.ot.sync.AuthorityScript.authorityAt;

import dev.stet.ot.sync.AuthorityState.Gathering;
import dev.stet.ot.sync.AuthorityState.Idle;
import dev.stet.ot.sync.AuthorityState.Recovering;
import dev.stet.ot.sync.AuthorityState.Storing;
import org.junit.jupiter.api.Test;

/** What is expected at once is stored together. */
class GatheringTest {

    @Test
    void whatIsAcceptedWaitsAndIsStoredTogether() {
        authorityAt(0, "")
                .isToGather()
                .is(Gathering.class)
                .types("ann#1", 0, 0, "a")
                .types("bob#1", 0, 0, "b")
                .does("accept 1 ann#1 [\"a\"]", "accept 2 bob#1 [\"b\"]")
                .hasGathered()
                .does("store 1..2")
                .is(Storing.class);
    }

    @Test
    void ifNobodyComesItJustEnds() {
        authorityAt(0, "").isToGather().hasGathered().does().is(Idle.class);
    }

    @Test
    void onlyAnIdleOneGathers() {
        authorityAt(0, "")
                .types("ann#1", 0, 0, "a")
                .isToGather()
                .is(Storing.class)
                .hasGathered()
                .is(Storing.class)
                .does("accept 1 ann#1 [\"a\"]", "store 1..1");
    }

    @Test
    void whatGatheredIsPutInOrderAgainAfterWhatOthersStored() {
        authorityAt(0, "")
                .isToGather()
                .types("ann#1", 0, 0, "a")
                .hearsOf(1)
                .does("accept 1 ann#1 [\"a\"]", "recover after 0")
                .is(Recovering.class)
                .hasGathered()
                .does()
                .is(Recovering.class);
    }

    @Test
    void aSubmissionAheadHasTheLogRead() {
        authorityAt(0, "")
                .isToGather()
                .types("ann#1", 1, 0, "a")
                .does("recover after 0")
                .is(Recovering.class);
    }
}
