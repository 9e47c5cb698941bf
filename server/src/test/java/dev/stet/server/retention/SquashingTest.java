package dev.stet.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextType;
import dev.stet.server.document.Loaded;
import dev.stet.server.document.StoredJson;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.SquashedRun;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Squashing one document: what was, stays; only less is stored of it. */
class SquashingTest {
    private static final TextType TYPE = TextType.TEXT;
    private static final Duration SLICE = Duration.ofMinutes(10);
    private static final RetentionPolicy POLICY = new RetentionPolicy(Duration.ofHours(1), SLICE, 100);

    @TempDir
    Path folder;

    private Storage storage;

    @BeforeEach
    void open() {
        storage = H2Storage.open(folder, Durability.RELAXED);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private Squashing<?, ?> squashing(TypedDocument document, RetentionPolicy policy) {
        return new Squashing<>(storage, document.stored, TYPE, policy);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void theDocumentIsWhatItWasAtEveryEndOfASlice(long seed) {
        int authors = (int) seed;
        TypedDocument document = new TypedDocument(storage, "a", authors, new Random(seed)).type(2_000, 5_000);
        storage.addVersion(document.stored, new NamedVersion("first", 333, 0, ""));
        storage.addVersion(document.stored, new NamedVersion("second", 334, 0, ""));

        long squashed = squashing(document, POLICY).all(document.timeMs(), () -> false);

        assertThat(squashed).isBetween(1_000L, 1_900L).isEqualTo(storage.squashedUpTo(document.stored));
        List<SealedSlice> slices = storage.slices(document.stored, 0, 10_000);
        assertThat(slices).hasSizeBetween(10, 40);
        Rope content = Rope.empty();
        long at = 0;
        ChainHash seal = ChainHash.start("a");
        for (SealedSlice sealed : slices) {
            assertThat(sealed.slice().firstRevision()).isEqualTo(at + 1);
            for (SquashedRun run : sealed.slice().runs()) {
                content = TYPE.apply(content, TYPE.decode(StoredJson.read(run.operation())));
            }
            at = sealed.slice().lastRevision();
            assertThat(content).isEqualTo(document.contents.get((int) at));
            assertThat(sealed.slice().runs().stream()
                            .mapToInt(SquashedRun::count)
                            .sum())
                    .isEqualTo(at - sealed.slice().firstRevision() + 1);
            seal = sealed.slice().seal(seal, sealed.logHash());
            assertThat(sealed.seal()).isEqualTo(seal);
        }
        assertThat(slices).extracting(one -> one.slice().lastRevision()).contains(333L, 334L);
        StoredEntry next = storage.readHashed(document.stored, at, 1).getFirst();
        assertThat(next.hash()).isEqualTo(slices.getLast().logHash().next(next.entry()));
        assertThat(Loaded.from(storage, document.stored, TYPE).snapshot()).isEqualTo(document.contents.getLast());
    }

    @Test
    void whatIsYoungAndWhatIsAmongTheNewestStays() {
        TypedDocument document = new TypedDocument(storage, "a", 2, new Random(1)).type(500, 10_000);
        long firstYoung = storage.revisionAt(
                        document.stored, document.timeMs() - Duration.ofHours(1).toMillis())
                + 1;
        squashing(document, POLICY).all(document.timeMs(), () -> false);
        assertThat(storage.squashedUpTo(document.stored)).isBetween(1L, firstYoung - 1);

        long muchLater = document.timeMs() + Duration.ofDays(1_000).toMillis();
        squashing(document, POLICY).all(muchLater, () -> false);
        assertThat(storage.squashedUpTo(document.stored)).isBetween(firstYoung, 400L);
        assertThat(squashing(document, POLICY).next(muchLater)).isZero();
    }

    @Test
    void squashingNowAndThenGivesTheSameAsSquashingOnce() {
        TypedDocument often = new TypedDocument(storage, "often", 3, new Random(7));
        TypedDocument once = new TypedDocument(storage, "once", 3, new Random(7));
        for (int i = 0; i < 10; i++) {
            often.type(200, 5_000);
            once.type(200, 5_000);
            squashing(often, POLICY).all(often.timeMs(), () -> false);
        }
        squashing(once, POLICY).all(once.timeMs(), () -> false);
        assertThat(storage.slices(often.stored, 0, 1_000))
                .extracting(SealedSlice::slice)
                .isEqualTo(storage.slices(once.stored, 0, 1_000).stream()
                        .map(SealedSlice::slice)
                        .toList());
    }

    @Test
    void aLongLogIsSquashedInStretches() {
        TypedDocument document = new TypedDocument(storage, "a", 1, new Random(1)).type(Squashing.STRETCH + 5_000, 500);
        long later = document.timeMs() + Duration.ofDays(1).toMillis();
        assertThat(squashing(document, POLICY).next(later)).isBetween(Squashing.STRETCH / 2, Squashing.STRETCH);
        assertThat(squashing(document, POLICY).all(later, () -> true)).isZero();
        assertThat(squashing(document, POLICY).all(later, () -> false)).isPositive();
        assertThat(storage.squashedUpTo(document.stored)).isBetween(document.head() - 2_500, document.head() - 100);
    }

    @Test
    void editingGoesOnWhileOldEntriesAreSquashed() {
        TypedDocument document = new TypedDocument(storage, "a", 2, new Random(1)).type(1_000, 10_000);
        squashing(document, POLICY).next(document.timeMs());
        document.type(100, 10_000);
        assertThat(Loaded.from(storage, document.stored, TYPE).revision()).isEqualTo(1_100);
        squashing(document, POLICY).all(document.timeMs(), () -> false);
        document.type(100, 10_000);
        assertThat(Loaded.from(storage, document.stored, TYPE).snapshot()).isEqualTo(document.contents.getLast());
    }

    @Test
    void snapshotsInsideOfSlicesGo() {
        TypedDocument document = new TypedDocument(storage, "a", 2, new Random(1)).type(1_000, 10_000);
        for (long revision : new long[] {7, 400, 990}) {
            Bytes content = Bytes.wrap(
                    StoredJson.write(document.contents.get((int) revision).toString()));
            storage.writeSnapshot(document.stored, new StoredSnapshot(revision, content));
        }
        squashing(document, POLICY).all(document.timeMs(), () -> false);
        assertThat(storage.snapshots(document.stored))
                .extracting(info -> info.revision())
                .containsExactly(storage.squashedUpTo(document.stored), 990L);
    }

    @Test
    void aDocumentThatCannotBeReadIsLeftAsItIs() {
        TypedDocument document = new TypedDocument(storage, "a", 1, new Random(1)).type(10, 10_000);
        LogEntry nonsense = new LogEntry(11, "c", 11, "a", document.timeMs(), Bytes.utf8("[999,\"x\"]"));
        storage.append(List.of(new Storage.Append(document.stored, List.of(nonsense))));
        long later = document.timeMs() + Duration.ofDays(1).toMillis();
        LogEntry newest = new LogEntry(12, "c", 12, "a", later, Bytes.utf8("[]"));
        LogEntry last = new LogEntry(13, "c", 13, "a", later, Bytes.utf8("[]"));
        storage.append(List.of(new Storage.Append(document.stored, List.of(newest, last))));
        RetentionPolicy all = new RetentionPolicy(Duration.ZERO, SLICE, 1);
        assertThatThrownBy(() -> squashing(document, all).next(later)).isInstanceOf(InvalidOperationException.class);
        assertThat(storage.squashedUpTo(document.stored)).isZero();
        assertThat(storage.read(document.stored, 0, 100)).hasSize(13);
    }
}
