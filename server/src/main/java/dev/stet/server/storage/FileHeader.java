package dev.stet.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

    /** Reads a copy of the header, 0 or 1, from a file; unknown if there is none. */
    static FileHeader read(FileChannel file, int copy) throws IOException {
        return parse(readBlock(file, copy));
    }

    /** Returns if the chunk that is named here begins where it is said to be. */
    boolean leadsToChunkIn(FileChannel file) throws IOException {
        Map<String, String> fields = fields();
        if (!fields.containsKey("block")) {
            return false;
        }
        long block = Long.parseUnsignedLong(fields.get("block"), 16);
        return ChunkPosition.parse(readBlock(file, block), block * BLOCK_BYTES)
                .filter(chunk -> chunk.version() == version && chunk.id().equals(fields.get("chunk")))
                .isPresent();
    }

    private static ByteBuffer readBlock(FileChannel file, long number) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        int read = 0;
        while (block.hasRemaining() && read >= 0) {
            read = file.read(block, number * BLOCK_BYTES + block.position());
        }
        return block.flip();
    }

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
        Map<String, String> fields = fields();
        fields.put("block", Long.toHexString(chunk.block()));
        fields.put("chunk", chunk.id());
        fields.put("version", Long.toHexString(chunk.version()));
        return of(fields, chunk.version());
    }

    /** Returns this header without the claim that the store was closed in order. */
    FileHeader unclean() {
        Map<String, String> fields = fields();
        fields.remove("clean");
        return of(fields, version);
    }

    private static FileHeader of(Map<String, String> fields, long version) {
        String line = fields.entrySet().stream()
                .map(field -> field.getKey() + ":" + field.getValue())
                .collect(Collectors.joining(","));
        return new FileHeader(line, version);
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        for (String field : line.split(",", -1)) {
            int colon = field.indexOf(':');
            if (colon > 0) {
                fields.put(field.substring(0, colon), field.substring(colon + 1));
            }
        }
        return fields;
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
