package dev.stet.server.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * Makes the hashes of one entry after the other, with one digest and one buffer for all of them: what whoever goes through
 * a log uses, where {@link ChainHash#next(LogEntry)} would make both anew for each entry. Confined to its owner's thread.
 *
 * <pre>
 *   digested   ┌ hash before (16) ┬ revision (8) ┬ sequence (8) ┬ time (8) ┬ length (4), client ┬ length (4), author ┬ operation ┐
 * </pre>
 */
public final class ChainHasher {
    private static final int FIXED_BYTES = ChainHash.BYTES + 3 * Long.BYTES + 2 * Integer.BYTES;

    private final MessageDigest digest = ChainHash.sha256();
    private final byte[] digested = new byte[digest.getDigestLength()];
    private ByteBuffer buffer = ByteBuffer.allocate(512);

    /** Returns the hash of an entry that comes after one with another hash. */
    public ChainHash next(ChainHash before, LogEntry entry) {
        byte[] client = entry.client().getBytes(StandardCharsets.UTF_8);
        byte[] author = entry.author().getBytes(StandardCharsets.UTF_8);
        byte[] operation = entry.operation().array();
        int headBytes = FIXED_BYTES + client.length + author.length;
        if (buffer.capacity() < headBytes) {
            buffer = ByteBuffer.allocate(2 * headBytes);
        }
        buffer.clear()
                .putLong(before.high())
                .putLong(before.low())
                .putLong(entry.revision())
                .putLong(entry.sequence())
                .putLong(entry.timeMs())
                .putInt(client.length)
                .put(client)
                .putInt(author.length)
                .put(author);
        boolean fits = operation.length <= buffer.remaining();
        if (fits) {
            buffer.put(operation);
        }
        digest.update(buffer.array(), 0, buffer.position());
        if (!fits) {
            digest.update(operation);
        }
        return end();
    }

    private ChainHash end() {
        try {
            digest.digest(digested, 0, digested.length);
        } catch (DigestException e) {
            throw new IllegalStateException("there is room for a digest, bytes=" + digested.length, e);
        }
        buffer.clear().put(digested, 0, ChainHash.BYTES).flip();
        return new ChainHash(buffer.getLong(), buffer.getLong());
    }
}
