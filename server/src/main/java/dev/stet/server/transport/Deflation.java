package dev.stet.server.transport;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.eclipse.jetty.util.compression.DeflaterPool;
import org.eclipse.jetty.util.compression.InflaterPool;

/**
 * Deflates and inflates whole messages, each by itself (RFC 7692, section 7.2). Deflaters take 256 KiB of native memory each, and are
 * taken from a pool for as long as one message needs: no connection has one.
 *
 * <p>Threads: thread-safe; uses the processor for about 10 ms a megabyte.
 */
final class Deflation {
    /** What a message deflated by itself ends with, and what is left out on the wire. */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private static final int CHUNK_BYTES = 8 * 1024;

    private final int minBytes;
    private final DeflaterPool deflaters;
    private final InflaterPool inflaters;

    /** @param minBytes how long a frame is that is worth it */
    Deflation(int minBytes) {
        int atOnce = Runtime.getRuntime().availableProcessors();
        this.minBytes = minBytes;
        this.deflaters = new DeflaterPool(atOnce, Deflater.BEST_SPEED, true);
        this.inflaters = new InflaterPool(atOnce, true);
    }

    /** A message that becomes longer than it may be. */
    static final class TooLongException extends Exception {
        private static final long serialVersionUID = 1;
    }

    boolean pays(byte[] frame) {
        return frame.length >= minBytes;
    }

    byte[] deflate(byte[] message) {
        var pooled = deflaters.acquire();
        try {
            Deflater deflater = pooled.get();
            deflater.setInput(message);
            byte[] out = new byte[message.length / 2 + CHUNK_BYTES];
            int length = 0;
            while (true) {
                length += deflater.deflate(out, length, out.length - length, Deflater.SYNC_FLUSH);
                if (length < out.length) {
                    return Arrays.copyOf(out, length - TAIL.length);
                }
                out = Arrays.copyOf(out, out.length * 2);
            }
        } finally {
            pooled.release();
        }
    }

    /**
     * Inflates a message.
     *
     * @throws DataFormatException if it is not deflated
     * @throws TooLongException as soon as there are more than {@code maxBytes}
     */
    byte[] inflate(byte[] message, long maxBytes) throws DataFormatException, TooLongException {
        var pooled = inflaters.acquire();
        try {
            Inflater inflater = pooled.get();
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(4 * message.length, CHUNK_BYTES));
            byte[] chunk = new byte[Math.min(4 * message.length + 64, CHUNK_BYTES)];
            for (byte[] input : new byte[][] {message, TAIL}) {
                inflater.setInput(input);
                while (!inflater.finished() && !(inflater.needsInput() && inflater.getRemaining() == 0)) {
                    int count = inflater.inflate(chunk);
                    if (count == 0 && inflater.needsDictionary()) {
                        throw new DataFormatException("there is no dictionary");
                    }
                    if (out.size() + (long) count > maxBytes) {
                        throw new TooLongException();
                    }
                    out.write(chunk, 0, count);
                }
            }
            return out.toByteArray();
        } finally {
            pooled.release();
        }
    }
}
