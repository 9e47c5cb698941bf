package dev.stet.server.storage;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a chunk of an H2 file is. Immutable.
 *
 * @param id its number, hexadecimal, as H2 writes it
 * @param version the version of the store that it holds; a newer chunk has a higher one
 * @param block the block of the file where it begins
 */
record ChunkPosition(String id, long version, long block) {

    static final ChunkPosition NONE = new ChunkPosition("", -1, 0);

    /** {@code chunk:28,len:1,pages:3,max:6c0,…,version:28,next:5,toc:60d} and blanks. */
    private static final Pattern CHUNK_HEADER = Pattern.compile("chunk:([0-9a-f]+),[^\\n]*?\\bversion:([0-9a-f]+)");

    /** H2 leaves this much for a chunk's header, at most. */
    private static final int MAX_HEADER_BYTES = 1_024;

    /** Returns the chunk that is written here, if it is one. */
    static Optional<ChunkPosition> parse(ByteBuffer source, long position) {
        if (position == 0 || position % FileHeader.BLOCK_BYTES != 0) {
            return Optional.empty();
        }
        Matcher matcher = CHUNK_HEADER.matcher(FileHeader.text(source, MAX_HEADER_BYTES));
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        long version = Long.parseUnsignedLong(matcher.group(2), 16);
        return Optional.of(new ChunkPosition(matcher.group(1), version, position / FileHeader.BLOCK_BYTES));
    }
}
