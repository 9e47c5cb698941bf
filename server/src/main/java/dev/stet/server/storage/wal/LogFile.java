package dev.stet.server.storage.wal;

import java.io.IOException;

/** A file that is being written. Confined to its owner's thread. An interrupt of that thread must not close it. */
public interface LogFile extends AutoCloseable {

    /** Writes the bytes at a position, in bytes from the start of the file. */
    void write(byte[] source, long position) throws IOException;

    /** Returns when all that was written is on disk. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
