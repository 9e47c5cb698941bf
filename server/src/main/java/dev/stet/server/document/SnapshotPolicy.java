package dev.stet.server.document;

import dev.stet.server.storage.SnapshotInfo;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which stored snapshots of a document are kept: those that are needed, the newest ones, and of the others fewer the older
 * they are. Immutable.
 *
 * <pre>
 *   age        1 day               30 days
 *    ├──────────┼────────────────────┼─────────────▶
 *    one an hour      one a day        one a month
 * </pre>
 *
 * Hours, days and months (of 30 days) are cut from the epoch on, and of those in one of them the oldest stays. So the one
 * that stays for a day is the one that stayed for its first hour: however often this is done, no day is left without one.
 *
 * @param newest how many of the newest are kept, whatever their age; 1 or more
 * @param tiers from young to old; the last one holds for all that are older
 */
public record SnapshotPolicy(int newest, List<Tier> tiers) {

    /** Three, then one an hour for a day, one a day for thirty days, one in thirty days for ever. */
    public static final SnapshotPolicy DEFAULT = new SnapshotPolicy(
            3,
            List.of(
                    new Tier(Duration.ofDays(1), Duration.ofHours(1)),
                    new Tier(Duration.ofDays(30), Duration.ofDays(1)),
                    new Tier(Duration.ofDays(36_500), Duration.ofDays(30))));

    /**
     * Of those up to an age one in each period is kept.
     *
     * @param upTo the age
     * @param every the period; a multiple of that of the tier before
     */
    public record Tier(Duration upTo, Duration every) {}

    public SnapshotPolicy {
        tiers = List.copyOf(tiers);
        if (newest < 1 || tiers.isEmpty()) {
            throw new IllegalArgumentException(
                    "the newest snapshot is always kept, and there is a tier, newest=" + newest);
        }
    }

    /** A period of a tier, of which one snapshot is kept. */
    private record Period(Tier tier, long number) {}

    /**
     * Returns the revisions of those that may go.
     *
     * @param stored all there are, by revision
     * @param needed revisions whose snapshots are kept, such as those of named versions
     * @param nowMs the time, in milliseconds since the epoch
     */
    public Set<Long> superfluous(List<SnapshotInfo> stored, Collection<Long> needed, long nowMs) {
        Set<Period> covered = new HashSet<>();
        Set<Long> keep = new HashSet<>(needed);
        for (SnapshotInfo snapshot : stored) {
            if (covered.add(period(snapshot.timeMs(), nowMs))) {
                keep.add(snapshot.revision());
            }
        }
        stored.subList(Math.max(0, stored.size() - newest), stored.size())
                .forEach(snapshot -> keep.add(snapshot.revision()));
        return stored.stream()
                .map(SnapshotInfo::revision)
                .filter(revision -> !keep.contains(revision))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Period period(long timeMs, long nowMs) {
        long ageMs = nowMs - timeMs;
        Tier tier = tiers.stream()
                .filter(one -> ageMs < one.upTo().toMillis())
                .findFirst()
                .orElse(tiers.getLast());
        return new Period(tier, Math.floorDiv(timeMs, tier.every().toMillis()));
    }
}
