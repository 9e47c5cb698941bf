package dev.stet.server.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.h2.mvstore.DataUtils;

/**
 * The header of an H2 file: one line of text in a block of its own. Immutable.
 *
 * @param line the line without its checksum:
 *     {@code H:2,block:2,blockSize:1000,chunk:28,created:1a1fcbe09dc,format:3,version:28}
 * @param version the version of the chunk it names
 */
record FileHeader(String line, long version) {

    static final int BLOCK_BYTES = 4_096;

    static final FileHeader UNKNOWN = new FileHeader("", -1);

    private static final Pattern LINE = Pattern.compile("(H:[^\\n]*?),fletcher:[0-9a-f]+\\n");
    private static final Pattern VERSION = Pattern.compile("\\bversion:([0-9a-f]+)");

    /** Reads the header that a block begins with; the buffer is left as it is. */
    static FileHeader parse(ByteBuffer block) {
        Matcher matcher = LINE.matcher(text(block, BLOCK_BYTES));
        if (!matcher.lookingAt()) {
            return UNKNOWN;
        }
        String line = matcher.group(1);
        Matcher version = VERSION.matcher(line);
        return new FileHeader(line, version.find() ? Long.parseUnsignedLong(version.group(1), 16) : 0);
    }

    /** Returns this header, naming another chunk. */
    FileHeader naming(ChunkPosition chunk) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : line.split(",", -1)) {
            int colon = field.indexOf(':');
            fields.put(field.substring(0, colon), field.substring(colon + 1));
        }
        fields.remove("clean"); // which would claim an orderly shutdown
        fields.put("block", Long.toHexString(chunk.block()));
        fields.put("chunk", chunk.id());
        fields.put("version", Long.toHexString(chunk.version()));
        String renamed = fields.entrySet().stream()
                .map(field -> field.getKey() + ":" + field.getValue())
                .collect(Collectors.joining(","));
        return new FileHeader(renamed, chunk.version());
    }

    /** Returns the whole block, checksum included. */
    ByteBuffer block() {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        String checksum = Integer.toHexString(DataUtils.getFletcher32(bytes, 0, bytes.length));
        byte[] block = new byte[BLOCK_BYTES];
        byte[] text = (line + ",fletcher:" + checksum + "\n").getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(text, 0, block, 0, text.length);
        return ByteBuffer.wrap(block);
    }

    static String text(ByteBuffer source, int maxBytes) {
        byte[] bytes = new byte[Math.min(source.remaining(), maxBytes)];
        source.get(source.position(), bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
