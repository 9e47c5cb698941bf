package dev.stet.server.storage.wal;

import java.io.IOException;
import java.util.List;

/**
 * The files of a write-ahead log, which are its segments, by number. Tests put a disk behind it that fails and forgets.
 *
 * <p>Threads: thread-safe, as long as no two threads are at the same segment.
 */
public interface LogFiles {

    /** Makes the place where they are kept, unless it is there. Returns the numbers of the segments, from the lowest. */
    List<Long> open() throws IOException;

    /** Returns all that is in a segment. */
    byte[] read(long number) throws IOException;

    /**
     * Makes a segment. When this returns it is on disk, and it is there whole or not at all whatever happens before.
     *
     * @param header what it begins with
     * @param bytes its length; zeros are written after the header, so that whoever writes there later changes nothing but
     *     content
     */
    LogFile create(long number, byte[] header, int bytes) throws IOException;

    /** Deletes a segment. It does not come back after a loss of power. */
    void delete(long number) throws IOException;
}
