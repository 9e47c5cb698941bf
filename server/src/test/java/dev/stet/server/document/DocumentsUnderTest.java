package dev.stet.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.sync.AuthorityLimits;
import dev.stet.ot.sync.OperationId;
import dev.stet.server.journal.BatchLimits;
import dev.stet.server.journal.GroupCommitJournal;
import dev.stet.server.journal.Journal;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.Storage;
import dev.stet.server.telemetry.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Documents in a folder of their own, and one that somebody wrote into. */
abstract class DocumentsUnderTest {
    @TempDir
    Path folder;

    Storage storage;
    Journal journal;
    DocumentRegistry documents;

    @BeforeEach
    void open() {
        storage = H2Storage.open(folder, Durability.FORCED);
        journal = GroupCommitJournal.start(storage, BatchLimits.DEFAULT);
        Environment environment = new Environment(
                storage,
                journal,
                Runnable::run,
                Runnable::run,
                true,
                (delay, task) -> {},
                clock(),
                new Random(1),
                Telemetry.NONE,
                new Environment.Policy(
                        new AuthorityLimits(1 << 20, 1000),
                        1000,
                        1000,
                        1 << 20,
                        snapshotEvery(),
                        1 << 20,
                        Duration.ofSeconds(1),
                        SnapshotPolicy.DEFAULT,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1),
                        Duration.ofMillis(100),
                        Duration.ZERO));
        documents = new DocumentRegistry(environment, DocumentTypes.all());
    }

    InstantSource clock() {
        return InstantSource.system();
    }

    int snapshotEvery() {
        return 1000;
    }

    @AfterEach
    void close() {
        journal.close();
        storage.close();
    }

    Document<?, ?> written() {
        Document<?, ?> document = documents.open("minutes", "text", true).join();
        assertThat(document.edit(new OperationId("writer-01", 1), "guest", 0, List.of("Hello"))
                        .join())
                .isEqualTo(1);
        return document;
    }
}
