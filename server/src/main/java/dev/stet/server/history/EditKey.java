package dev.stet.server.history;

import dev.stet.ot.sync.OperationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Names the operation of an edit. A key that the editor chose makes a repeated edit recognisable: it gives the same name
 * again, which the log knows.
 */
final class EditKey {
    /** Of 32: enough that no two keys ever give one name. */
    private static final int HASH_BYTES = 16;

    private EditKey() {}

    /** Returns the name of this author's edit with this key, or a new name. Nobody can take the key of somebody else. */
    static OperationId operation(String author, Optional<String> key) {
        return new OperationId(
                key.map(text -> ofKey(author + "\n" + text)).orElseGet(() -> "http-" + UUID.randomUUID()), 1);
    }

    private static String ofKey(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return "key-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
