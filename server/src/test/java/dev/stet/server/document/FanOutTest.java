package dev.stet.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Readers are told at once of a document at rest, and at a pace of a busy one; none is forgotten. */
class FanOutTest {
    private static final Duration PACE = Duration.ofMillis(2);

    private final SteppedTime time = new SteppedTime();
    private final FanOut fanOut = fanOut(PACE);
    private final Told anna = new Told();
    private final Told boris = new Told();

    private FanOut fanOut(Duration pace) {
        return new FanOut(time, time, new Mailbox(Runnable::run), pace);
    }

    @Test
    void aDocumentAtRestIsToldOfAtOnce() {
        fanOut.add(anna);
        fanOut.add(boris);
        fanOut.tellAll();
        time.passes(2);
        fanOut.tellAll();
        assertThat(anna.atMs).containsExactly(1_000L, 1_002L);
        assertThat(boris.atMs).containsExactly(1_000L, 1_002L);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void whatGathersInAPaceIsToldOnceAtItsEnd() {
        fanOut.add(anna);
        for (int i = 0; i < 10; i++) {
            fanOut.tellAll();
        }
        time.passes(1);
        fanOut.tellAll();
        time.passes(10);
        assertThat(anna.atMs).containsExactly(1_000L, 1_002L);
    }

    @Test
    void anAuthorIsToldAtOnceAndTheOthersAtThePace() {
        fanOut.add(anna);
        fanOut.add(boris);
        fanOut.tellAll();
        time.passes(1);
        fanOut.tellAll(List.of(anna));
        time.passes(10);
        assertThat(anna.atMs)
                .as("she was told of her own entry, and not again: there was nothing after it")
                .containsExactly(1_000L, 1_001L);
        assertThat(boris.atMs).containsExactly(1_000L, 1_002L);
    }

    @Test
    void anAuthorIsToldBeforeAnybodyElse() {
        List<Told> order = new ArrayList<>();
        Told clara = new Told();
        for (Told each : List.of(anna, boris, clara)) {
            fanOut.add(each);
            each.order = order;
        }
        fanOut.tellAll(List.of(clara));
        assertThat(order).containsExactly(clara, anna, boris);
    }

    @Test
    void afterAnAuthorNobodyIsLeftToBeToldLater() {
        fanOut.add(anna);
        fanOut.add(boris);
        fanOut.tellAll(List.of(anna));
        assertThat(boris.atMs).containsExactly(1_000L);
        assertThat(time.waiting())
                .as("a timer that wakes nobody costs as much as one that does")
                .isZero();
    }

    @Test
    void underLoadThatNeverRestsEverybodyIsToldAtThePace() {
        fanOut.add(anna);
        for (int i = 0; i < 100; i++) {
            fanOut.tellAll();
            time.passes(1);
        }
        assertThat(anna.atMs).hasSize(51);
        for (int i = 1; i < anna.atMs.size(); i++) {
            assertThat(anna.atMs.get(i) - anna.atMs.get(i - 1)).isEqualTo(PACE.toMillis());
        }
    }

    @Test
    void aClockThatIsSetBackHoldsNobodyUp() {
        fanOut.add(anna);
        fanOut.tellAll();
        time.goesBack(3_600_000);
        fanOut.tellAll();
        assertThat(anna.atMs).hasSize(2);
    }

    @Test
    void whoHasLeftIsNotTold() {
        fanOut.add(anna);
        fanOut.tellAll();
        fanOut.tellAll();
        fanOut.remove(anna);
        time.passes(10);
        fanOut.tellAll(List.of(anna));
        assertThat(anna.atMs).containsExactly(1_000L);
        assertThat(fanOut.isEmpty()).isTrue();
    }

    @Test
    void whoeverLeavesTheOthersAreToldOnceEach() {
        List<Told> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(new Told());
            fanOut.add(all.getLast());
        }
        List<Told> here = new ArrayList<>(all);
        for (int leaver : List.of(2, 0, 3, 1)) {
            Told left = here.remove(leaver);
            fanOut.remove(left);
            fanOut.remove(left);
            left.atMs.clear();
            here.forEach(each -> each.atMs.clear());
            time.passes(10);
            fanOut.tellAll();
            assertThat(left.atMs).isEmpty();
            assertThat(here).allSatisfy(each -> assertThat(each.atMs).hasSize(1));
            assertThat(fanOut.readers()).containsExactlyInAnyOrderElementsOf(here);
        }
    }

    @Test
    void whoComesIsNotToldOfWhatWasThereBefore() {
        fanOut.add(anna);
        fanOut.tellAll();
        fanOut.tellAll();
        fanOut.add(boris);
        time.passes(10);
        assertThat(anna.atMs).containsExactly(1_000L, 1_002L);
        assertThat(boris.atMs).isEmpty();
    }

    @Test
    void withoutAPaceEverybodyIsToldEachTime() {
        FanOut unpaced = fanOut(Duration.ZERO);
        unpaced.add(anna);
        unpaced.tellAll();
        unpaced.tellAll();
        assertThat(anna.atMs).containsExactly(1_000L, 1_000L);
    }

    @Test
    void presenceIsToldAtOnceToFew() {
        fanOut.add(anna);
        fanOut.add(boris);
        fanOut.tellPresence();
        time.passes(2);
        fanOut.tellPresence();
        assertThat(anna.atMs).containsExactly(1_000L, 1_002L);
    }

    @Test
    void presenceIsToldToManyAtAPaceThatGrowsWithThem() {
        fanOut.add(anna);
        for (int i = 1; i < 500; i++) {
            fanOut.add(new Told());
        }
        for (int i = 0; i < 1_000; i++) {
            fanOut.tellPresence();
            time.passes(1);
        }
        time.passes(100);
        assertThat(anna.atMs).hasSize(11);
        for (int i = 1; i < anna.atMs.size(); i++) {
            assertThat(anna.atMs.get(i) - anna.atMs.get(i - 1)).isEqualTo(100);
        }
    }

    @Test
    void presenceThatWentAlongWithSomethingElseIsNotToldAgain() {
        fanOut.add(anna);
        for (int i = 1; i < 500; i++) {
            fanOut.add(new Told());
        }
        fanOut.tellPresence();
        time.passes(10);
        fanOut.tellPresence();
        fanOut.tellAll();
        time.passes(1_000);
        assertThat(anna.atMs).containsExactly(1_000L, 1_010L);
    }

    private final class Told extends IdleReader {
        final List<Long> atMs = new ArrayList<>();
        List<Told> order = new ArrayList<>();

        @Override
        public void wake() {
            atMs.add(time.millis());
            order.add(this);
        }
    }
}
