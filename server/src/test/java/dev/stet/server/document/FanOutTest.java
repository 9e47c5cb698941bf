package dev.stet.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** Readers are told at once of a document at rest, and at a pace of a busy one; none is forgotten. */
class FanOutTest {
    private static final Duration PACE = Duration.ofMillis(2);

    /** Something to be done at a time, in milliseconds. */
    private record Due(long atMs, Runnable task) {}

    private final PriorityQueue<Due> later = new PriorityQueue<>((a, b) -> Long.compare(a.atMs(), b.atMs()));
    private long nowMs = 1_000;
    private final FanOut fanOut = fanOut(PACE);
    private final Told anna = new Told();
    private final Told boris = new Told();

    private FanOut fanOut(Duration pace) {
        return new FanOut(
                (delay, task) -> later.add(new Due(nowMs + delay.toMillis(), task)),
                () -> Instant.ofEpochMilli(nowMs),
                new Mailbox(Runnable::run),
                pace);
    }

    private void passes(long ms) {
        long until = nowMs + ms;
        while (!later.isEmpty() && later.peek().atMs() <= until) {
            Due next = later.remove();
            nowMs = next.atMs();
            next.task().run();
        }
        nowMs = until;
    }

    @Test
    void aDocumentAtRestIsToldOfAtOnce() {
        fanOut.add(anna);
        fanOut.add(boris);
        fanOut.tellAll();
        passes(2);
        fanOut.tellAll();
        assertThat(anna.atMs).containsExactly(1_000L, 1_002L);
        assertThat(boris.atMs).containsExactly(1_000L, 1_002L);
        assertThat(later).isEmpty();
    }

    @Test
    void whatGathersInAPaceIsToldOnceAtItsEnd() {
        fanOut.add(anna);
        for (int i = 0; i < 10; i++) {
            fanOut.tellAll();
        }
        passes(1);
        fanOut.tellAll();
        passes(10);
        assertThat(anna.atMs).containsExactly(1_000L, 1_002L);
    }

    @Test
    void anAuthorIsToldAtOnceAndTheOthersAtThePace() {
        fanOut.add(anna);
        fanOut.add(boris);
        fanOut.tellAll();
        passes(1);
        fanOut.tellAll(List.of(anna));
        passes(10);
        assertThat(anna.atMs)
                .as("she was told of her own entry, and not again: there was nothing after it")
                .containsExactly(1_000L, 1_001L);
        assertThat(boris.atMs).containsExactly(1_000L, 1_002L);
    }

    @Test
    void afterAnAuthorNobodyIsLeftToBeToldLater() {
        fanOut.add(anna);
        fanOut.add(boris);
        fanOut.tellAll(List.of(anna));
        assertThat(boris.atMs).containsExactly(1_000L);
        assertThat(later)
                .as("a timer that wakes nobody costs as much as one that does")
                .isEmpty();
    }

    @Test
    void underLoadThatNeverRestsEverybodyIsToldAtThePace() {
        fanOut.add(anna);
        for (int i = 0; i < 100; i++) {
            fanOut.tellAll();
            passes(1);
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
        nowMs -= 3_600_000;
        fanOut.tellAll();
        assertThat(anna.atMs).hasSize(2);
    }

    @Test
    void whoHasLeftIsNotTold() {
        fanOut.add(anna);
        fanOut.tellAll();
        fanOut.tellAll();
        fanOut.remove(anna);
        passes(10);
        fanOut.tellAll(List.of(anna));
        assertThat(anna.atMs).containsExactly(1_000L);
        assertThat(fanOut.isEmpty()).isTrue();
    }

    @Test
    void withoutAPaceEverybodyIsToldEachTime() {
        FanOut unpaced = fanOut(Duration.ZERO);
        unpaced.add(anna);
        unpaced.tellAll();
        unpaced.tellAll();
        assertThat(anna.atMs).containsExactly(1_000L, 1_000L);
    }

    private final class Told extends IdleReader {
        final List<Long> atMs = new ArrayList<>();

        @Override
        public void wake() {
            atMs.add(nowMs);
        }
    }
}
