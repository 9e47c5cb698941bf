package dev.stet.ot.history;

import static dev.stet.ot.text.TextOperation.replace;
import static dev.stet.ot.text.TextType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.sync.Entry;
import dev.stet.ot.sync.OperationId;
import dev.stet.ot.text.EditingTrace;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Squashing, a case each, and what it saves on real documents. */
class SquashTest {
    private final List<Entry<TextOperation>> entries = new ArrayList<>();

    @Test
    void authorsWhoDoNotTouchGetOneEntryEachInASlice() {
        for (int i = 0; i < 50; i++) {
            entry("ann", 10 * i, replace(i, 0, "a"));
            entry("bob", 10 * i + 1, replace(i + 3 + i, 0, "b"));
            entry("cid", 10 * i + 2, replace(4 + 3 * i, 1, "cd"));
        }
        List<SquashedSlice<TextOperation>> slices = squash("-------", Duration.ofMillis(1_000));
        assertThat(slices).hasSize(1);
        assertThat(slices.getFirst().entries())
                .extracting(SquashedEntry::author)
                .containsExactly("ann", "bob", "cid");
        assertThat(slices.getFirst().entries()).extracting(SquashedEntry::count).containsOnly(50);
    }

    @Test
    void entriesThatCannotPassStayInTheirOrder() {
        entry("ann", 0, replace(0, 0, "abc"));
        entry("bob", 1, replace(1, 1, ""));
        entry("ann", 2, replace(0, 2, ""));
        List<SquashedSlice<TextOperation>> slices = squash("", Duration.ofMillis(1_000));
        assertThat(slices.getFirst().entries())
                .extracting(SquashedEntry::author)
                .startsWith("ann", "bob")
                .hasSizeBetween(2, 3);
    }

    @Test
    void slicesBeginAtMultiplesOfTheirDuration() {
        for (long time : new long[] {999, 1_000, 1_999, 2_000, 1_500}) {
            entry("ann", time, replace(0, 0, "x"));
        }
        assertThat(squash("", Duration.ofSeconds(1)))
                .extracting(SquashedSlice::lastRevision)
                .containsExactly(1L, 3L, 4L, 5L);
        SquashedEntry<TextOperation> second =
                squash("", Duration.ofSeconds(1)).get(1).entries().getFirst();
        assertThat(second).isEqualTo(new SquashedEntry<>(2, 3, "ann", 1_000, 1_999, 2, replace(0, 0, "xx")));
    }

    @Test
    void sliceIsAtLeastAMillisecond() {
        assertThatThrownBy(() -> squash("", Duration.ofNanos(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a slice is at least a millisecond");
    }

    @Test
    void historyHasNoGaps() {
        entry("ann", 0, replace(0, 0, "x"));
        assertThatThrownBy(() -> new History<>(TEXT, 4, Rope.empty(), entries))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a gap in the log, revision=1 expected=5");
        History<Rope, TextOperation> history = new History<>(TEXT, 0, Rope.empty(), entries);
        assertThatThrownBy(() -> history.at(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> history.between(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Five keystrokes a second; a break of a minute every five hundred; two authors, taking turns every 40. */
    @ParameterizedTest
    @ValueSource(strings = {"seph-blog1", "sveltecomponent", "friendsforever_flat"})
    void realDocumentsBecomeFewEntriesOfFewBytes(String name) throws IOException {
        EditingTrace trace = EditingTrace.named(name);
        Rope document = Rope.empty();
        long time = 0;
        int most = Math.min(trace.patches().size(), 20_000);
        for (EditingTrace.Patch patch : trace.patches().subList(0, most)) {
            TextOperation operation = patch.on(document);
            document = TEXT.apply(document, operation);
            time += entries.size() % 500 == 499 ? 60_000 : 200;
            entry(entries.size() / 40 % 2 == 0 ? "ann" : "bob", time, operation);
        }
        long begin = System.nanoTime();
        List<SquashedSlice<TextOperation>> slices = squash("", Duration.ofMinutes(10));
        long millis = (System.nanoTime() - begin) / 1_000_000;
        List<SquashedEntry<TextOperation>> squashed =
                slices.stream().flatMap(slice -> slice.entries().stream()).toList();
        Rope replayed = Rope.empty();
        for (SquashedEntry<TextOperation> entry : squashed) {
            replayed = TEXT.apply(replayed, entry.operation());
        }
        assertThat(replayed).isEqualTo(document);
        long before =
                entries.stream().mapToLong(entry -> bytes(entry.operation())).sum();
        long after =
                squashed.stream().mapToLong(entry -> bytes(entry.operation())).sum();
        System.out.println("squash: trace=" + name + " entries=" + most + " slices=" + slices.size() + " squashed="
                + squashed.size() + " bytesPerKeystroke=" + (double) before / most + " squashedTo="
                + (double) after / most + " millis=" + millis);
        assertThat(squashed.size()).isLessThan(most / 50);
        assertThat((double) after / most).as("bytes a keystroke").isLessThan(8);
    }

    private static long bytes(TextOperation operation) {
        return operation.toString().length();
    }

    private List<SquashedSlice<TextOperation>> squash(String before, Duration slice) {
        return Squash.squash(new History<>(TEXT, 0, Rope.of(before), entries), slice);
    }

    private void entry(String author, long time, TextOperation operation) {
        long revision = entries.size() + 1;
        entries.add(new Entry<>(revision, new OperationId(author, revision), author, time, operation));
    }
}
