package dev.stet.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stet.server.document.DocumentTypes;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.Entries;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.UnreliableStorage;
import dev.stet.server.storage.UnreliableStorage.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Squashing all documents of a store, over and over. */
@Timeout(60)
class RetentionTest {
    private static final RetentionPolicy POLICY = new RetentionPolicy(Duration.ZERO, Duration.ofMinutes(1), 10);
    private static final Instant LATER = Instant.ofEpochSecond(1_000_000);

    @TempDir
    Path folder;

    private UnreliableStorage storage;

    @BeforeEach
    void open() {
        storage = new UnreliableStorage(H2Storage.open(folder, Durability.RELAXED));
    }

    @AfterEach
    void close() {
        storage.release();
        storage.close();
    }

    private Retention start(Duration pause) {
        return Retention.start(storage, DocumentTypes.all(), POLICY, () -> LATER, pause);
    }

    private TypedDocument typed(String id) {
        return new TypedDocument(storage, id, 2, new Random(1)).type(100, 10_000);
    }

    private boolean isSquashed(TypedDocument document) {
        return storage.squashedUpTo(document.stored) > 0;
    }

    @Test
    void everyDocumentIsSquashed() {
        List<TypedDocument> documents =
                IntStream.range(0, 20).mapToObj(i -> typed("d" + i)).toList();
        try (Retention retention = start(Duration.ofHours(1))) {
            await().until(() -> documents.stream().allMatch(this::isSquashed));
        }
    }

    @Test
    void whatComesLaterIsSquashedInALaterRound() {
        try (Retention retention = start(Duration.ofMillis(10))) {
            TypedDocument document = typed("later");
            await().until(() -> isSquashed(document));
        }
    }

    @Test
    void aDocumentOfATypeThatIsNotKnownIsLeftAsItIs() {
        StoredDocument unknown = storage.create("a", "newer-type");
        storage.append(List.of(new Storage.Append(unknown, Entries.of(1, 100))));
        TypedDocument next = typed("b");
        try (Retention retention = start(Duration.ofHours(1))) {
            await().until(() -> isSquashed(next));
        }
        assertThat(storage.squashedUpTo(unknown)).isZero();
    }

    @Test
    void storageThatComesBackIsTriedAgain() {
        TypedDocument document = typed("a");
        storage.fail(Call.READ);
        try (Retention retention = start(Duration.ofMillis(10))) {
            await().until(() -> storage.count(Call.READ) > 3);
            assertThat(isSquashed(document)).isFalse();
            storage.repair();
            await().until(() -> isSquashed(document));
        }
    }

    @Test
    void theEndWaitsForTheStretchThatIsUnderWay() throws Exception {
        typed("a");
        storage.stall(Call.READ);
        Retention retention = start(Duration.ofHours(1));
        await().until(() -> storage.count(Call.READ) > 0);
        Thread closing = Thread.ofVirtual().start(retention::close);
        assertThat(closing.join(Duration.ofMillis(200))).isFalse();
        storage.release();
        assertThat(closing.join(Duration.ofMinutes(1))).isTrue();
    }
}
