package dev.stet.server.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What vouches for an entry and for everything before it in its log: the first 128 bits of SHA-256 over the entry and the
 * hash of the entry before. An entry that was changed, taken away or put in later does not fit the next one. Immutable.
 *
 * <pre>
 *   start(id) ── entry 1 ──▶ hash 1 ── entry 2 ──▶ hash 2 ── …
 * </pre>
 *
 * @param high the first eight bytes, big-endian
 * @param low the second eight bytes
 */
public record ChainHash(long high, long low) {

    /** Length of the stored form, in bytes. */
    static final int BYTES = 2 * Long.BYTES;

    /** Returns the hash before the first entry of a document's log. */
    public static ChainHash start(String documentId) {
        MessageDigest digest = sha256();
        digest.update("stet log 1 ".getBytes(StandardCharsets.US_ASCII));
        digest.update(documentId.getBytes(StandardCharsets.UTF_8));
        return of(digest);
    }

    /** Returns the hash of an entry that comes after the one with this hash; for many entries {@link ChainHasher} is faster. */
    public ChainHash next(LogEntry entry) {
        return new ChainHasher().next(this, entry);
    }

    /** Returns the hash of any content that comes after the one with this hash. */
    ChainHash next(byte[] content) {
        MessageDigest digest = sha256();
        digest.update(toBytes());
        digest.update(content);
        return of(digest);
    }

    /** Returns the hash that {@link #toBytes} wrote. */
    static ChainHash of(byte[] stored) {
        if (stored.length != BYTES) {
            throw new StorageException("A hash has " + BYTES + " bytes, length=" + stored.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        return new ChainHash(buffer.getLong(), buffer.getLong());
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    /** Returns 32 hexadecimal digits. */
    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }

    private static ChainHash of(MessageDigest digest) {
        ByteBuffer buffer = ByteBuffer.wrap(digest.digest());
        return new ChainHash(buffer.getLong(), buffer.getLong());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
