package dev.stet.server.maintenance;

import dev.stet.server.maintenance.ArchiveFormat.Kind;
import dev.stet.server.storage.Bytes;
import dev.stet.server.storage.ChainHash;
import dev.stet.server.storage.DocumentInfo;
import dev.stet.server.storage.LastSequence;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.NamedVersion;
import dev.stet.server.storage.SealedSlice;
import dev.stet.server.storage.Slice;
import dev.stet.server.storage.SquashedClient;
import dev.stet.server.storage.SquashedRun;
import dev.stet.server.storage.StoredAccess;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredEntry;
import dev.stet.server.storage.StoredShare;
import dev.stet.server.storage.StoredSnapshot;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a backup archive as {@link ArchiveFormat} says, and refuses whatever it does not say. Confined to its owner's
 * thread.
 */
final class ArchiveReader implements DocumentSource {
    private static final int BUFFER_BYTES = 1 << 16;

    private final CRC32C checksum = new CRC32C();
    private final DataInputStream in;
    private final List<Writer> writers = new ArrayList<>();
    private long documents;
    private long entries;
    private long entriesOfDocument;
    private String id = ""; // of the document that was begun and not ended, else empty
    private long revision;

    private record Writer(String client, String author) {}

    /** @throws DamagedArchiveException if this is no archive, or one of another version */
    ArchiveReader(InputStream source) throws IOException {
        DataInputStream plain = new DataInputStream(source);
        byte[] magic = plain.readNBytes(ArchiveFormat.MAGIC.length);
        if (!Arrays.equals(magic, ArchiveFormat.MAGIC)) {
            throw new DamagedArchiveException("this is no backup archive");
        }
        try {
            int version = plain.readUnsignedShort();
            if (version != ArchiveFormat.VERSION) {
                throw new DamagedArchiveException(
                        "the archive has a version that is not known here, version=" + version);
            }
            in = new DataInputStream(new CheckedInputStream(
                    new BufferedInputStream(new GZIPInputStream(source, BUFFER_BYTES), BUFFER_BYTES), checksum));
        } catch (EOFException | ZipException e) {
            throw new DamagedArchiveException("the archive is cut short or damaged", e);
        }
    }

    @Override
    public void forEach(DocumentSink sink) throws IOException {
        try {
            require(kind() == Kind.STORE);
            content();
            boolean more = true;
            while (more) {
                long before = checksum.getValue();
                Kind kind = kind();
                if (kind == Kind.DOCUMENT) {
                    checksum.reset();
                    checksum.update(kind.number());
                }
                more = take(kind, content(), (int) before, sink);
            }
            require(in.read() < 0);
        } catch (EOFException | ZipException | BufferUnderflowException | IllegalArgumentException e) {
            throw new DamagedArchiveException("the archive is cut short or damaged, document=" + id, e);
        }
    }

    /** Takes a record, and returns whether there may be more of them. */
    private boolean take(Kind kind, ByteBuffer content, int sum, DocumentSink sink) throws IOException {
        require(!id.isEmpty() || kind == Kind.DOCUMENT || kind == Kind.END);
        switch (kind) {
            case DOCUMENT -> {
                require(id.isEmpty());
                begin(content, sink);
            }
            case WRITER -> writers.add(new Writer(text(content), text(content)));
            case SLICE -> sink.slices(List.of(slice(content)));
            case CLIENTS -> sink.clients(clients(content));
            case ENTRIES -> sink.entries(entries(content));
            case SNAPSHOT -> sink.snapshot(new StoredSnapshot(content.getLong(), Bytes.wrap(rest(content))));
            case VERSION ->
                sink.version(new NamedVersion(text(content), content.getLong(), content.getLong(), text(content)));
            case ACCESS -> sink.accessList(accessList(content));
            case SHARE -> sink.share(share(content));
            case ABANDONED -> abandon(sink);
            case DOCUMENT_END -> end(content, sum, sink);
            case END -> require(id.isEmpty() && content.getLong() == documents && content.getLong() == entries);
            case STORE -> require(false);
        }
        require(!content.hasRemaining());
        return kind != Kind.END;
    }

    private void begin(ByteBuffer content, DocumentSink sink) throws IOException {
        id = text(content);
        require(!id.isEmpty());
        revision = 0;
        entriesOfDocument = 0;
        writers.clear();
        StoredDocument document = new StoredDocument(0, id, text(content));
        long createdMs = content.getLong();
        long deletedMs = content.getLong();
        sink.begin(new DocumentInfo(
                document,
                createdMs,
                deletedMs == ArchiveFormat.NOT_DELETED ? OptionalLong.empty() : OptionalLong.of(deletedMs)));
    }

    private SealedSlice slice(ByteBuffer content) throws DamagedArchiveException {
        long first = revision + 1;
        revision = content.getLong();
        ChainHash logHash = hash(content);
        ChainHash seal = hash(content);
        int count = content.getInt();
        require(count > 0);
        List<SquashedRun> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long firstRevision = content.getLong();
            long lastRevision = content.getLong();
            long fromMs = content.getLong();
            long toMs = content.getLong();
            int entriesOfRun = content.getInt();
            String author = text(content);
            runs.add(new SquashedRun(
                    firstRevision, lastRevision, author, fromMs, toMs, entriesOfRun, Bytes.wrap(bytes(content))));
        }
        return new SealedSlice(new Slice(first, revision, runs), logHash, seal);
    }

    private static List<SquashedClient> clients(ByteBuffer content) throws DamagedArchiveException {
        int count = content.getInt();
        require(count > 0);
        List<SquashedClient> page = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            page.add(new SquashedClient(text(content), new LastSequence(content.getLong(), content.getLong())));
        }
        return page;
    }

    private static StoredAccess accessList(ByteBuffer content) throws DamagedArchiveException {
        long version = content.getLong();
        int count = content.getInt();
        require(version > 0 && count >= 0);
        Map<String, String> roles = new HashMap<>();
        for (int i = 0; i < count; i++) {
            roles.put(text(content), text(content));
        }
        return new StoredAccess(version, roles);
    }

    private StoredShare share(ByteBuffer content) throws DamagedArchiveException {
        String shareId = text(content);
        Bytes secretHash = Bytes.wrap(bytes(content));
        String role = text(content);
        long createdMs = content.getLong();
        String createdBy = text(content);
        long expiresMs = content.getLong();
        OptionalLong expires = expiresMs == ArchiveFormat.NO_END ? OptionalLong.empty() : OptionalLong.of(expiresMs);
        return new StoredShare(shareId, id, secretHash, role, createdMs, createdBy, expires);
    }

    private void abandon(DocumentSink sink) throws IOException {
        sink.abandon();
        entries -= entriesOfDocument;
        id = "";
    }

    private List<StoredEntry> entries(ByteBuffer content) throws DamagedArchiveException {
        int count = content.getInt();
        require(count > 0);
        List<StoredEntry> page = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long sequence = content.getLong();
            long timeMs = content.getLong();
            int number = content.getInt();
            require(number >= 0 && number < writers.size());
            Writer writer = writers.get(number);
            ChainHash hash = hash(content);
            LogEntry entry = new LogEntry(
                    ++revision, writer.client(), sequence, writer.author(), timeMs, Bytes.wrap(bytes(content)));
            page.add(new StoredEntry(entry, hash));
        }
        entries += count;
        entriesOfDocument += count;
        return page;
    }

    private void end(ByteBuffer content, int sum, DocumentSink sink) throws IOException {
        long head = content.getLong();
        ChainHash hash = hash(content);
        require(content.getInt() == sum);
        sink.end(head, hash);
        id = "";
        documents++;
    }

    private Kind kind() throws IOException {
        return Kind.of(in.readUnsignedByte()).orElseThrow(() -> new DamagedArchiveException("the archive is damaged"));
    }

    private ByteBuffer content() throws IOException {
        int length = in.readInt();
        require(length >= 0);
        byte[] content = in.readNBytes(length); // grows as it reads: a wrong length costs no memory
        if (content.length < length) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(content);
    }

    private static String text(ByteBuffer content) throws DamagedArchiveException {
        return new String(bytes(content), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer content) throws DamagedArchiveException {
        int length = content.getInt();
        require(length >= 0 && length <= content.remaining());
        byte[] bytes = new byte[length];
        content.get(bytes);
        return bytes;
    }

    private static byte[] rest(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    private static ChainHash hash(ByteBuffer content) {
        return new ChainHash(content.getLong(), content.getLong());
    }

    private static void require(boolean right) throws DamagedArchiveException {
        if (!right) {
            throw new DamagedArchiveException("the archive is damaged");
        }
    }
}
