package dev.stet.server.maintenance;

import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.SquashedClient;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredAccess;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredShare;
import dev.stet.server.storage.StoredSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Backup archives: a whole store in one file, whatever database it is in. {@code STORAGE.md} has the format. */
public final class Archive {
    private Archive() {}

    /**
     * Writes a whole store. The store may be in use: each document is written as it was at one moment.
     *
     * @param target stays open; what is written to it is an archive only when this returns
     * @param madeMs what stands in it as the time it was made, in milliseconds since the epoch
     * @throws dev.stet.server.storage.StorageException if the store is damaged or cannot be read
     */
    public static Transferred write(Storage from, OutputStream target, long madeMs, MaintenanceProgress progress)
            throws IOException {
        ArchiveWriter writer = new ArchiveWriter(target, from.id(), madeMs);
        Transferred written = Transfer.run(new StoreSource(from), writer, progress);
        writer.finish();
        return written;
    }

    /**
     * Reads an archive to its end, checks every checksum and hash, and says how much is in it.
     *
     * @throws DamagedArchiveException if it is no archive, cut short, or damaged
     * @throws dev.stet.server.storage.StorageException if a log in it does not fit its hashes
     */
    public static Transferred check(InputStream archive, MaintenanceProgress progress) throws IOException {
        return Transfer.run(new ArchiveReader(archive), new Nowhere(), progress);
    }

    /**
     * Writes everything that is in an archive into an empty store.
     *
     * @throws DamagedArchiveException as {@link #check}; documents before the damage are in the store then
     * @throws dev.stet.server.storage.StorageException if the store is not empty, or cannot be written, or as {@link #check}
     */
    public static Transferred restore(InputStream archive, Storage to, MaintenanceProgress progress)
            throws IOException {
        Transfer.requireEmpty(to);
        return Transfer.run(new ArchiveReader(archive), new StoreSink(to), progress);
    }

    /** Where documents go that are only looked at. */
    private static final class Nowhere implements DocumentSink {
        @Override
        public void begin(DocumentInfo document) {}

        @Override
        public void slices(List<SealedSlice> page) {}

        @Override
        public void clients(List<SquashedClient> page) {}

        @Override
        public void entries(List<StoredEntry> page) {}

        @Override
        public void snapshot(StoredSnapshot snapshot) {}

        @Override
        public void version(NamedVersion version) {}

        @Override
        public void accessList(StoredAccess list) {}

        @Override
        public void share(StoredShare share) {}

        @Override
        public void abandon() {}

        @Override
        public void end(long revision, ChainHash hash) {}
    }
}
