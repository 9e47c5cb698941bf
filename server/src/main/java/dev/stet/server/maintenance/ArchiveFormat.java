package dev.stet.server.maintenance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a backup archive looks like. All numbers are big-endian; a text is its length in bytes (4) and its UTF-8.
 *
 * <pre>
 *   file    ┌ magic "STETBACK" (8) ┬ version (2) ┬ gzip of: record* ┐
 *   record  ┌ kind (1) ┬ length of the content (4) ┬ content ┐
 *
 *   kind            content
 *   1 STORE         store id (text), when the archive was made (8, ms)              first, once
 *   2 DOCUMENT      id (text), type (text), created (8, ms), deleted (8, ms or -1)
 *   3 WRITER        client (text), author (text)                                    numbered from 0 in each document
 *   4 ENTRIES       count (4), then of each entry: sequence (8), time (8, ms),
 *                   writer (4), hash (16), length of the operation (4), operation   revisions follow on
 *   5 SNAPSHOT      revision (8), content
 *   6 VERSION       name (text), revision (8), created (8, ms), author (text)
 *   7 DOCUMENT_END  head (8), its hash (16), CRC-32C (4) of all records of the
 *                   document before this one
 *   8 END           documents (8), entries (8)                                      last, once
 *   9 SLICE         last revision (8), hash of the log there (16), seal (16),
 *                   count of runs (4), then of each run: first and last revision
 *                   (8 and 8), from and to (8 and 8, ms), entries (4), author
 *                   (text), length of the operation (4), operation                  before clients and entries; follow on
 *  10 CLIENTS       count (4), then of each client of the squashed part: its
 *                   name (text), sequence (8) and revision (8) of its last entry    before entries
 *  11 ACCESS        version (8), count (4), then of each user: id (text),
 *                   role (text)                                                     after versions
 *  12 SHARE         id (text), SHA-256 of the secret (4 for the length, 32), role
 *                   (text), created (8, ms), by whom (text), ends (8, ms or -1)     after versions
 *  13 ABANDONED     nothing                                                         before snapshots: the document of
 *                                                                                   before begins again
 * </pre>
 */
final class ArchiveFormat {
    static final byte[] MAGIC = "STETBACK".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 3;
    static final long NOT_DELETED = -1;
    static final long NO_END = -1;

    /** Kinds of records. */
    enum Kind {
        STORE(1),
        DOCUMENT(2),
        WRITER(3),
        ENTRIES(4),
        SNAPSHOT(5),
        VERSION(6),
        DOCUMENT_END(7),
        END(8),
        SLICE(9),
        CLIENTS(10),
        ACCESS(11),
        SHARE(12),
        ABANDONED(13);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** Returns what stands for it in the file. */
        int number() {
            return number;
        }

        static Optional<Kind> of(int number) {
            return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
        }
    }

    private ArchiveFormat() {}
}
