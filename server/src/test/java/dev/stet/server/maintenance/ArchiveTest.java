package dev.stet.server.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.SquashedClient;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What an archive gives back is what went into it, and one that is not whole is refused. */
class ArchiveTest extends BetweenStores {
    /** Where the compressed part of an archive begins. */
    private static final int GZIP_AT = 10;

    @Test
    void aBackupThatIsRestoredIsTheSame() throws Exception {
        byte[] archive;
        List<Stored> before;
        try (Storage from = filled("from", SEED)) {
            archive = archive(from);
            before = everything(from);
        }
        Transferred inside = Archive.check(new ByteArrayInputStream(archive), MaintenanceProgress.NONE);
        try (Storage to = Places.open(folder.resolve("to"))) {
            assertThat(Archive.restore(new ByteArrayInputStream(archive), to, MaintenanceProgress.NONE))
                    .isEqualTo(inside);
            assertThat(everything(to))
                    .as(again("aBackupThatIsRestoredIsTheSame"))
                    .isEqualTo(before);
            requireSound(to);
        }
    }

    @Test
    void anArchiveThatIsCutShortOrChangedAnywhereIsRefused() throws Exception {
        byte[] archive;
        try (Storage from = filled("from", SEED)) {
            new RandomStore(from, SEED).squash();
            archive = archive(from);
        }
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] cut = Arrays.copyOf(archive, random.nextInt(archive.length));
            requireRefused(cut, "cut to " + cut.length);
            byte[] changed = archive.clone();
            int at = random.nextInt(archive.length);
            changed[at] ^= (byte) (1 + random.nextInt(255));
            if (at < GZIP_AT
                    || !Arrays.equals(inflated(changed), inflated(archive))) { // gzip has bits that say nothing
                requireRefused(changed, "changed at " + at);
            }
        }
    }

    /** Returns what is in the compressed part, or nothing if it cannot be read. */
    private static byte[] inflated(byte[] archive) {
        try (GZIPInputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(archive, GZIP_AT, archive.length - GZIP_AT))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    @Test
    void archivesWithSlicesThatCannotBeAreRefused() throws Exception {
        List<SealedSlice> slices;
        List<SquashedClient> clients;
        List<StoredEntry> entries;
        try (Storage from = Places.open(folder.resolve("from"))) {
            RandomStore random = new RandomStore(from, 1);
            StoredDocument document = random.addText("doc", 60);
            random.squash();
            slices = from.slices(document, 0, 100);
            clients = from.squashedClients(document, "", 100);
            entries = from.readHashed(document, 0, 100);
        }
        assertThat(slices).hasSizeGreaterThan(2);
        SealedSlice first = slices.getFirst();
        SealedSlice otherEnd = new SealedSlice(first.slice(), new ChainHash(1, 2), first.seal());
        requireRefused("does not fit its seal", sink -> sink.slices(List.of(otherEnd)));
        requireRefused(
                "does not fit its seal",
                sink -> { // a reader makes a slice of the next begin where this ends
                    sink.slices(List.of(first));
                    sink.slices(slices.subList(2, 3));
                });
        requireRefused("an entry does not fit its hash", sink -> {
            ChainHash seal = first.slice().seal(ChainHash.start("doc"), new ChainHash(1, 2));
            sink.slices(List.of(new SealedSlice(first.slice(), new ChainHash(1, 2), seal)));
            sink.entries(entries.subList(0, 1));
        });
        requireRefused("a slice comes after an entry", sink -> {
            LogEntry entry = new LogEntry(1, "client", 1, "author", 1, Bytes.utf8("[]"));
            sink.entries(List.of(new StoredEntry(entry, ChainHash.start("doc").next(entry))));
            sink.slices(List.of(first));
        });
        requireRefused("a client of the squashed part was never there", sink -> sink.clients(clients));
        requireRefused("the log does not end where it should", sink -> {
            sink.slices(List.of(first));
            sink.end(first.slice().lastRevision(), first.seal());
        });
    }

    /** Writes an archive by hand, and requires that it is refused for a reason. */
    private static void requireRefused(String reason, DocumentSource document) throws Exception {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        ArchiveWriter writer = new ArchiveWriter(archive, "store", 1);
        writer.begin(new DocumentInfo(new StoredDocument(0, "doc", "text"), 1, OptionalLong.empty()));
        document.forEach(writer);
        writer.finish();
        assertThatThrownBy(
                        () -> Archive.check(new ByteArrayInputStream(archive.toByteArray()), MaintenanceProgress.NONE))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(reason);
    }

    private void requireRefused(byte[] archive, String how) {
        assertThatThrownBy(() -> Archive.check(new ByteArrayInputStream(archive), MaintenanceProgress.NONE))
                .as(how + ", " + again("anArchiveThatIsCutShortOrChangedAnywhereIsRefused"))
                .isInstanceOfAny(DamagedArchiveException.class, StorageException.class);
    }
}
