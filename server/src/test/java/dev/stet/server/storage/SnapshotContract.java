package dev.stet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store keeps of contents: snapshots, and revisions that have a name. */
interface SnapshotContract extends StoreUnderTest {
    @Test
    default void shouldKeepSnapshotsUntilTheyAreDropped() {
        StoredDocument document = storage().create("a", "text");
        LongStream.rangeClosed(0, 9).forEach(revision -> storage().writeSnapshot(document, snapshot(revision, "s")));
        reopen();
        assertThat(storage().snapshots(document))
                .extracting(SnapshotInfo::revision)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        storage().dropSnapshots(document, List.of(0L, 7L, 77L));
        storage().dropSnapshots(document, List.of());
        assertThat(storage().snapshots(document))
                .extracting(SnapshotInfo::revision)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 8L, 9L);
        assertThat(storage().snapshots(document))
                .extracting(SnapshotInfo::bytes)
                .containsOnly(2L);
        assertThat(storage().snapshot(document, 7)).contains(snapshot(6, "s"));
        assertThat(storage().snapshot(document, Long.MAX_VALUE)).contains(snapshot(9, "s"));
        assertThat(storage().snapshot(document, 9)).contains(snapshot(9, "s"));
        assertThat(storage().snapshot(document, 8)).contains(snapshot(8, "s"));
        assertThat(storage().snapshot(storage().create("b", "text"), 9)).isEmpty();
    }

    @Test
    default void shouldReplaceASnapshotAtTheSameRevision() {
        StoredDocument document = storage().create("a", "text");
        storage().writeSnapshot(document, snapshot(5, "before"));
        storage().writeSnapshot(document, snapshot(5, "after"));
        assertThat(storage().snapshot(document, 5)).contains(snapshot(5, "after"));
        assertThat(storage().snapshot(document, 4)).isEmpty();
    }

    @Test
    default void shouldTakeASnapshotFromManyAtOnce() throws Exception {
        StoredDocument document = storage().create("a", "text");
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writes = IntStream.range(0, 100)
                    .<Future<?>>mapToObj(i ->
                            threads.submit(() -> storage().writeSnapshot(document, snapshot(i / 10, "s"))))
                    .toList();
            for (Future<?> write : writes) {
                write.get();
            }
        }
        assertThat(storage().snapshots(document)).hasSize(10);
        assertThat(storage().snapshot(document, 9)).contains(snapshot(9, "s"));
    }

    @Test
    default void shouldKeepBigSnapshots() {
        StoredDocument document = storage().create("a", "text");
        byte[] content = new byte[20 << 20];
        for (int seed = 1; seed <= 3; seed++) {
            new Random(seed).nextBytes(content);
            storage().writeSnapshot(document, new StoredSnapshot(seed, Bytes.wrap(content.clone())));
        }
        reopen();
        assertThat(storage().snapshot(document, 9)).contains(new StoredSnapshot(3, Bytes.wrap(content)));
    }

    @Test
    default void shouldKeepNamedVersions() {
        StoredDocument document = storage().create("a", "text");
        NamedVersion second = new NamedVersion("Zweite Fassung", 7, 1_000, "zoë");
        NamedVersion first = new NamedVersion("b", 3, 2_000, "ann");
        NamedVersion same = new NamedVersion("a", 3, 3_000, "");
        assertThat(storage().addVersion(document, second)).isTrue();
        assertThat(storage().addVersion(document, first)).isTrue();
        assertThat(storage().addVersion(document, same)).isTrue();
        assertThat(storage().addVersion(document, new NamedVersion("b", 9, 0, "bob")))
                .isFalse();
        reopen();
        assertThat(storage().versions(document)).containsExactly(same, first, second);
        assertThat(storage().removeVersion(document, "b")).isTrue();
        assertThat(storage().removeVersion(document, "b")).isFalse();
        assertThat(storage().versions(document)).containsExactly(same, second);
        assertThat(storage().versions(storage().create("b", "text"))).isEmpty();
    }
}
