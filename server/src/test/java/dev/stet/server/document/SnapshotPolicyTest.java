package dev.stet.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.server.storage.SnapshotInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Of many snapshots a few stay, and none that is needed goes. */
class SnapshotPolicyTest {
    private static final SnapshotPolicy POLICY = SnapshotPolicy.DEFAULT;
    private static final long NOW = Duration.ofDays(20_000).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long MONTH = Duration.ofDays(30).toMillis();

    /** Ages in milliseconds, so that every tier and its borders come up. */
    @Provide
    Arbitrary<List<Long>> ages() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 2 * DAY),
                        Arbitraries.longs().between(0, 60 * DAY),
                        Arbitraries.longs().between(-HOUR, 2_000 * DAY),
                        Arbitraries.of(0L, HOUR, DAY, DAY - 1, DAY + 1, MONTH - 1, MONTH, MONTH + 1))
                .list()
                .ofMaxSize(200);
    }

    /** The oldest first, as logs and the clock go. */
    private static List<SnapshotInfo> stored(List<Long> ages) {
        List<Long> times = ages.stream().map(age -> NOW - age).sorted().toList();
        List<SnapshotInfo> stored = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            stored.add(new SnapshotInfo(10L * (i + 1), times.get(i), 100));
        }
        return stored;
    }

    private static List<SnapshotInfo> kept(List<SnapshotInfo> stored, Set<Long> needed, long nowMs) {
        Set<Long> gone = POLICY.superfluous(stored, needed, nowMs);
        return stored.stream().filter(one -> !gone.contains(one.revision())).toList();
    }

    private static Set<Long> revisions(List<SnapshotInfo> snapshots) {
        return snapshots.stream().map(SnapshotInfo::revision).collect(Collectors.toCollection(TreeSet::new));
    }

    @Property
    void whatIsNeededAndTheNewestThreeStay(
            @ForAll("ages") List<Long> ages, @ForAll @Size(max = 5) Set<Integer> picked) {
        List<SnapshotInfo> stored = stored(ages);
        Set<Long> needed = picked.stream()
                .map(index -> 10L * (Math.floorMod(index, 200) + 1))
                .collect(Collectors.toSet());
        Set<Long> kept = revisions(kept(stored, needed, NOW));
        Set<Long> expected = revisions(stored.subList(Math.max(0, stored.size() - 3), stored.size()));
        stored.stream().map(SnapshotInfo::revision).filter(needed::contains).forEach(expected::add);
        assertThat(kept).containsAll(expected);
    }

    @Property
    void everyPeriodThatHadOneKeepsOne(@ForAll("ages") List<Long> ages) {
        List<SnapshotInfo> stored = stored(ages);
        List<SnapshotInfo> kept = kept(stored, Set.of(), NOW);
        for (SnapshotInfo one : stored) {
            long age = NOW - one.timeMs();
            long period = age < DAY ? HOUR : age < MONTH ? DAY : MONTH;
            assertThat(kept)
                    .as("one near the snapshot %s of age %d", one, age)
                    .anyMatch(near -> Math.floorDiv(near.timeMs(), period) == Math.floorDiv(one.timeMs(), period));
        }
    }

    @Property
    void thereAreNoMoreThanThePeriods(@ForAll("ages") List<Long> ages) {
        List<SnapshotInfo> stored = stored(ages);
        // 25 hours and 31 days are touched, an hour lies ahead, and the oldest is 2,000 days old
        long most = 3 + 26 + 31 + 68;
        assertThat(kept(stored, Set.of(), NOW)).hasSizeLessThanOrEqualTo((int) most);
    }

    @Property
    void doingItAgainChangesNothing(@ForAll("ages") List<Long> ages) {
        List<SnapshotInfo> kept = kept(stored(ages), Set.of(), NOW);
        assertThat(kept(kept, Set.of(), NOW)).isEqualTo(kept);
    }

    /** Whoever thins out after every snapshot has, in the end, one for each month, each of the last days, each last hour. */
    @Example
    void thinningOutStepByStepLeavesNoHole() {
        List<SnapshotInfo> stored = new ArrayList<>();
        long step = Duration.ofMinutes(20).toMillis();
        long begin = NOW - 100 * DAY;
        for (long revision = 1, time = begin; time <= NOW; revision++, time += step) {
            stored.add(new SnapshotInfo(revision, time, 100));
            stored = new ArrayList<>(kept(stored, Set.of(), time));
        }
        List<SnapshotInfo> left = stored;
        LongStream.range(0, 23).forEach(hour -> hasOne(left, NOW - hour * HOUR, HOUR));
        LongStream.range(0, 29).forEach(day -> hasOne(left, NOW - day * DAY, DAY));
        LongStream.range(0, 3).forEach(month -> hasOne(left, NOW - month * MONTH, MONTH));
        assertThat(left).hasSizeBetween(50, 62);
    }

    private static void hasOne(List<SnapshotInfo> stored, long timeMs, long periodMs) {
        assertThat(stored).anyMatch(one -> Math.floorDiv(one.timeMs(), periodMs) == Math.floorDiv(timeMs, periodMs));
    }
}
