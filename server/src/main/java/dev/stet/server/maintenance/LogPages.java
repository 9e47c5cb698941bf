package dev.stet.server.maintenance;

import dev.stet.server.storage.DamagedRowException;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import dev.stet.server.storage.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The entries of a log, page by page; the next page is read while its owner looks at the one before. Ends where the
 * log ends, or before the first row that makes no sense by itself. Confined to its owner's thread.
 */
final class LogPages {
    /** Entries read at once, at the most: enough that a query costs little. */
    static final int MAX_PAGE = 2_000;

    private static final int FIRST_PAGE = 250;

    /** A page with more than this is followed by a shorter one, so that long entries take no more memory than short ones. */
    private static final long MANY_BYTES = 4 << 20;

    private final Storage storage;
    private final StoredDocument document;
    private final Executor reader;
    private CompletableFuture<Page> ahead;

    private record Page(List<StoredEntry> entries, int limit, Optional<DamagedRowException> damage) {
        boolean last() {
            return damage.isPresent() || entries.size() < limit;
        }

        /** Returns how many entries to read next. */
        int nextLimit() {
            long bytes = entries.stream()
                    .mapToLong(stored -> stored.entry().operation().length())
                    .sum();
            return bytes > MANY_BYTES ? Math.max(1, limit / 2) : Math.min(MAX_PAGE, 2 * limit);
        }
    }

    /** Begins after a revision, 0 or where the squashed part ends. */
    LogPages(Storage storage, StoredDocument document, long afterRevision, Executor reader) {
        this.storage = storage;
        this.document = document;
        this.reader = reader;
        this.ahead = read(afterRevision, FIRST_PAGE);
    }

    /**
     * Waits for the next page, and returns it; an empty one at the end, and from then on.
     *
     * @throws DamagedRowException instead of the end, if the next row makes no sense
     */
    List<StoredEntry> next() {
        Page page = join(ahead);
        if (page.last()) {
            ahead = CompletableFuture.completedFuture(new Page(List.of(), 1, page.damage()));
        } else {
            ahead = read(page.entries().getLast().entry().revision(), page.nextLimit());
        }
        if (page.entries().isEmpty() && page.damage().isPresent()) {
            throw page.damage().get();
        }
        return page.entries();
    }

    private CompletableFuture<Page> read(long after, int limit) {
        return CompletableFuture.supplyAsync(() -> page(after, limit), reader);
    }

    private Page page(long after, int limit) {
        try {
            return new Page(storage.readHashed(document, after, limit), limit, Optional.empty());
        } catch (DamagedRowException e) {
            return new Page(before(e.revision(), after), limit, Optional.of(e));
        }
    }

    /** Reads what comes before a row that makes no sense. Rows may be missing, so how many that are is found by trying. */
    private List<StoredEntry> before(long damaged, long after) {
        List<StoredEntry> before = new ArrayList<>();
        long at = after;
        long limit = Math.min(MAX_PAGE, damaged - 1 - after);
        while (limit > 0) {
            try {
                List<StoredEntry> more = storage.readHashed(document, at, (int) limit);
                before.addAll(more);
                at = more.getLast().entry().revision();
                limit = Math.min(limit, damaged - 1 - at);
            } catch (DamagedRowException e) {
                limit /= 2;
            }
        }
        return before;
    }

    private static Page join(CompletableFuture<Page> page) {
        try {
            return page.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
