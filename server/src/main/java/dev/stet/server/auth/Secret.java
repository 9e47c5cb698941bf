package dev.stet.server.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A secret that tokens are signed and checked with. Immutable; it never shows in a log. */
public final class Secret {
    /** As long as the hash: a shorter one could be guessed. */
    public static final int MIN_BYTES = 32;

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the secret that these bytes are.
     *
     * @throws KeyException if they are too few
     */
    public static Secret of(byte[] bytes) throws KeyException {
        if (bytes.length < MIN_BYTES) {
            throw new KeyException("the secret is too short, bytes=" + bytes.length + " min=" + MIN_BYTES);
        }
        return new Secret(bytes.clone());
    }

    /**
     * Reads the secret in a file. A line break at its end is not part of it.
     *
     * @throws KeyException if the file cannot be read or holds too little
     */
    public static Secret in(Path file) throws KeyException {
        try {
            byte[] all = Files.readAllBytes(file);
            int length = all.length;
            while (length > 0 && (all[length - 1] == '\n' || all[length - 1] == '\r')) {
                length--;
            }
            return of(Arrays.copyOf(all, length));
        } catch (IOException e) {
            throw new KeyException("the secret cannot be read, file=" + file, e);
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "Secret[bytes=" + bytes.length + "]";
    }
}
