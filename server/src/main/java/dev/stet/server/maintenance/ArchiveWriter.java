package dev.stet.server.maintenance;

import dev.stet.server.maintenance.ArchiveFormat.Kind;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.SquashedClient;
import dev.stet.server.storage.SquashedRun;
import dev.stet.server.storage.StoredAccess;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredShare;
import dev.stet.server.storage.StoredSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes a backup archive as {@link ArchiveFormat} says. Confined to its owner's thread. */
final class ArchiveWriter implements DocumentSink {
    private static final int BUFFER_BYTES = 1 << 16;

    private final GZIPOutputStream gzip;
    private final CRC32C checksum = new CRC32C();
    private final DataOutputStream out;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final DataOutputStream record = new DataOutputStream(content);
    private final Map<Writer, Integer> writers = new HashMap<>();
    private long documents;
    private long entries;
    private long entriesOfDocument;

    private record Writer(String client, String author) {}

    /** Writes to this stream, which stays open. */
    ArchiveWriter(OutputStream target, String storeId, long madeMs) throws IOException {
        DataOutputStream plain = new DataOutputStream(target);
        plain.write(ArchiveFormat.MAGIC);
        plain.writeShort(ArchiveFormat.VERSION);
        gzip = new FastGzip(target);
        out = new DataOutputStream(new CheckedOutputStream(gzip, checksum));
        text(storeId);
        record.writeLong(madeMs);
        write(Kind.STORE);
    }

    /** Compresses as fast as it can: a log is read faster than it is compressed well. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream target) throws IOException {
            super(target, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    @Override
    public void begin(DocumentInfo document) throws IOException {
        checksum.reset();
        writers.clear();
        entriesOfDocument = 0;
        text(document.document().id());
        text(document.document().docType());
        record.writeLong(document.createdMs());
        record.writeLong(document.deletedMs().orElse(ArchiveFormat.NOT_DELETED));
        write(Kind.DOCUMENT);
    }

    @Override
    public void slices(List<SealedSlice> page) throws IOException {
        for (SealedSlice sealed : page) {
            record.writeLong(sealed.slice().lastRevision());
            hash(sealed.logHash());
            hash(sealed.seal());
            record.writeInt(sealed.slice().runs().size());
            for (SquashedRun run : sealed.slice().runs()) {
                record.writeLong(run.firstRevision());
                record.writeLong(run.lastRevision());
                record.writeLong(run.fromMs());
                record.writeLong(run.toMs());
                record.writeInt(run.count());
                text(run.author());
                bytes(run.operation().array());
            }
            write(Kind.SLICE);
        }
    }

    @Override
    public void clients(List<SquashedClient> page) throws IOException {
        record.writeInt(page.size());
        for (SquashedClient client : page) {
            text(client.client());
            record.writeLong(client.last().sequence());
            record.writeLong(client.last().revision());
        }
        write(Kind.CLIENTS);
    }

    @Override
    public void entries(List<StoredEntry> page) throws IOException {
        for (StoredEntry stored : page) {
            Writer writer = writer(stored);
            if (writers.putIfAbsent(writer, writers.size()) == null) {
                text(writer.client());
                text(writer.author());
                write(Kind.WRITER);
            }
        }
        record.writeInt(page.size());
        for (StoredEntry stored : page) {
            LogEntry entry = stored.entry();
            record.writeLong(entry.sequence());
            record.writeLong(entry.timeMs());
            record.writeInt(writers.getOrDefault(writer(stored), 0)); // it is there
            hash(stored.hash());
            bytes(entry.operation().array());
        }
        write(Kind.ENTRIES);
        entries += page.size();
        entriesOfDocument += page.size();
    }

    private static Writer writer(StoredEntry stored) {
        return new Writer(stored.entry().client(), stored.entry().author());
    }

    @Override
    public void snapshot(StoredSnapshot snapshot) throws IOException {
        Bytes stored = snapshot.content();
        record.writeLong(snapshot.revision());
        record.write(stored.array());
        write(Kind.SNAPSHOT);
    }

    @Override
    public void version(NamedVersion version) throws IOException {
        text(version.name());
        record.writeLong(version.revision());
        record.writeLong(version.createdMs());
        text(version.author());
        write(Kind.VERSION);
    }

    @Override
    public void accessList(StoredAccess list) throws IOException {
        record.writeLong(list.version());
        record.writeInt(list.roles().size());
        for (Map.Entry<String, String> role : list.roles().entrySet()) {
            text(role.getKey());
            text(role.getValue());
        }
        write(Kind.ACCESS);
    }

    @Override
    public void share(StoredShare share) throws IOException {
        text(share.id());
        bytes(share.secretHash().array());
        text(share.role());
        record.writeLong(share.createdMs());
        text(share.createdBy());
        record.writeLong(share.expiresMs().orElse(ArchiveFormat.NO_END));
        write(Kind.SHARE);
    }

    @Override
    public void abandon() throws IOException {
        write(Kind.ABANDONED);
        entries -= entriesOfDocument;
    }

    @Override
    public void end(long revision, ChainHash hash) throws IOException {
        int sum = (int) checksum.getValue();
        record.writeLong(revision);
        hash(hash);
        record.writeInt(sum);
        write(Kind.DOCUMENT_END);
        documents++;
    }

    /** Writes the end of the archive. Without it a reader says that the archive is cut short. */
    void finish() throws IOException {
        record.writeLong(documents);
        record.writeLong(entries);
        write(Kind.END);
        out.flush();
        gzip.finish();
    }

    private void text(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) throws IOException {
        record.writeInt(bytes.length);
        record.write(bytes);
    }

    private void hash(ChainHash hash) throws IOException {
        record.writeLong(hash.high());
        record.writeLong(hash.low());
    }

    private void write(Kind kind) throws IOException {
        out.writeByte(kind.number());
        out.writeInt(content.size());
        content.writeTo(out);
        content.reset();
    }
}
