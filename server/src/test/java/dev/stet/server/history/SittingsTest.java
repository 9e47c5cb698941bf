package dev.stet.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.LogMark;
import dev.stet.server.storage.Slice;
import dev.stet.server.storage.SquashedRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which operations are one sitting. */
class SittingsTest {
    private static final long PAUSE_MS = 300_000;
    private static final int ALL = 1_000;

    private final Sittings sittings = new Sittings(PAUSE_MS);
    private long revision;

    /** An author makes an operation every five seconds. */
    private void work(String author, int fromSecond, int toSecond) {
        for (int second = fromSecond; second <= toSecond; second += 5) {
            sittings.add(new LogMark(++revision, author, second * 1_000L));
        }
    }

    private List<String> found(int most) {
        return sittings.atMost(most).stream()
                .map(sitting -> sitting.first() + "-" + sitting.last() + " " + sitting.authors())
                .toList();
    }

    @Test
    void whoWorksAloneSitsAlone() {
        work("ada", 0, 60);
        work("bob", 65, 125);
        work("ada", 130, 190);
        assertThat(found(ALL)).containsExactly("1-13 {ada=13}", "14-26 {bob=13}", "27-39 {ada=13}");
    }

    @Test
    void aPauseEndsASitting() {
        work("ada", 0, 10);
        work("ada", 310, 320);
        work("ada", 621, 630);
        assertThat(found(ALL)).containsExactly("1-6 {ada=6}", "7-8 {ada=2}");
        assertThat(sittings.atMost(ALL).getFirst().begunMs()).isZero();
        assertThat(sittings.atMost(ALL).getFirst().endedMs()).isEqualTo(320_000);
    }

    @Test
    void whoTakeShortTurnsSitTogether() {
        work("ada", 0, 55);
        work("bob", 60, 65);
        work("ada", 70, 70);
        work("bob", 71, 131);
        work("eve", 132, 132);
        work("bob", 500, 500);
        assertThat(found(ALL))
                .containsExactly("1-15 {ada=13, bob=2}", "16-28 {bob=13}", "29-29 {eve=1}", "30-30 {bob=1}");
    }

    @Test
    void aClockThatGoesBackMakesNoPause() {
        work("ada", 1_000, 1_010);
        work("ada", 0, 10);
        assertThat(found(ALL)).containsExactly("1-6 {ada=6}");
        assertThat(sittings.atMost(ALL).getFirst().endedMs()).isEqualTo(1_010_000);
    }

    @Test
    void ofTooManyThoseWithTheShortestBreaksAreOne() {
        work("ada", 0, 0);
        work("bob", 1_000, 1_000);
        work("ada", 1_400, 1_400);
        work("ada", 5_000, 5_000);
        assertThat(found(4)).hasSize(4);
        assertThat(found(3)).containsExactly("1-1 {ada=1}", "2-3 {bob=1, ada=1}", "4-4 {ada=1}");
        assertThat(found(2)).containsExactly("1-3 {ada=2, bob=1}", "4-4 {ada=1}");
    }

    @Test
    void whatWasSquashedIsNeverOneWithWhatWasNot() {
        sittings.add(slice(1, 4, "ada"));
        sittings.add(slice(5, 9, "bob"));
        revision = 9;
        work("bob", 10, 10);
        assertThat(found(ALL)).containsExactly("1-4 {ada=4}", "5-9 {bob=5}", "10-10 {bob=1}");
        assertThat(sittings.atMost(2)).extracting(Sitting::squashed).containsExactly(true, false);
        assertThat(found(2)).containsExactly("1-9 {ada=4, bob=5}", "10-10 {bob=1}");
    }

    private static Slice slice(long first, long last, String author) {
        SquashedRun run = new SquashedRun(
                first, last, author, first * 1_000, last * 1_000, (int) (last - first + 1), Bytes.utf8("[]"));
        return new Slice(first, last, List.of(run));
    }
}
