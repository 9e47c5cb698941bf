package dev.stet.server.storage;

import dev.stet.server.storage.Storage.Append;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches of appends as records of the write-ahead log. Numbers are big-endian.
 *
 * <pre>
 *  record    appends: 4   append …
 *  append    key: 8   id: text   docType: text   firstRevision: 8   entries: 4   entry …
 *  entry     client: text   sequence: 8   author: text   timeMs: 8   length: 4   operation: length bytes
 *  text      length: 4   UTF-16 code units: 2 each
 * </pre>
 *
 * Texts are UTF-16, so that any of them comes back as it was, paired surrogates or not.
 */
final class AppendCodec {

    private AppendCodec() {}

    static byte[] encode(List<Append> batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(batch.size());
            for (Append append : batch) {
                write(out, append);
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Append append) throws IOException {
        out.writeLong(append.document().key());
        write(out, append.document().id());
        write(out, append.document().docType());
        out.writeLong(append.entries().getFirst().revision());
        out.writeInt(append.entries().size());
        for (LogEntry entry : append.entries()) {
            write(out, entry.client());
            out.writeLong(entry.sequence());
            write(out, entry.author());
            out.writeLong(entry.timeMs());
            out.writeInt(entry.operation().length());
            out.write(entry.operation().array());
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    /** @throws StorageException if that is no batch, which a record whose checksum is right should be */
    static List<Append> decode(ByteBuffer record) {
        try {
            int appends = record.getInt();
            List<Append> batch = new ArrayList<>();
            for (int i = 0; i < appends; i++) {
                batch.add(readAppend(record));
            }
            if (record.hasRemaining()) {
                throw new StorageException(
                        "A record of the write-ahead log is longer than what is in it, bytes=" + record.remaining());
            }
            return batch;
        } catch (BufferUnderflowException e) {
            throw new StorageException("A record of the write-ahead log is shorter than what is in it", e);
        }
    }

    private static Append readAppend(ByteBuffer record) {
        StoredDocument document = new StoredDocument(record.getLong(), readText(record), readText(record));
        long revision = record.getLong();
        int count = record.getInt();
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(readEntry(record, revision + i));
        }
        return new Append(document, entries);
    }

    private static LogEntry readEntry(ByteBuffer record, long revision) {
        String client = readText(record);
        long sequence = record.getLong();
        String author = readText(record);
        long timeMs = record.getLong();
        byte[] operation = new byte[requireRemaining(record, record.getInt())];
        record.get(operation);
        return new LogEntry(revision, client, sequence, author, timeMs, Bytes.wrap(operation));
    }

    private static String readText(ByteBuffer record) {
        char[] text = new char[requireRemaining(record, 2L * record.getInt()) / 2];
        for (int i = 0; i < text.length; i++) {
            text[i] = record.getChar();
        }
        return new String(text);
    }

    private static int requireRemaining(ByteBuffer record, long bytes) {
        if (bytes < 0 || bytes > record.remaining()) {
            throw new BufferUnderflowException();
        }
        return (int) bytes;
    }
}
