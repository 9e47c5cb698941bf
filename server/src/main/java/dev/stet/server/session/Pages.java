package dev.stet.server.session;

import dev.stet.server.document.Document;
import dev.stet.server.document.Published;
import dev.stet.server.storage.LogEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The entries that a reader is sent, some at a time: from memory, or page by page from storage if it came back from so far
 * behind that memory has them no more. The next page is read when the one before is sent, so a client that does not read
 * costs one page.
 *
 * <p>Threads: confined to the session's mailbox.
 */
final class Pages {
    /** About how many bytes of operations go into one frame. */
    private static final long FRAME_BYTES = 128 * 1024;

    private final Consumer<Runnable> mailbox;
    private final Runnable arrived;
    /** Whether what comes next may be in storage only: from a resume on, until something was found in memory. */
    private boolean behind;

    private State state = State.READY;
    /** Entries that were read from storage and are to be sent next. */
    private List<LogEntry> page = List.of();

    private enum State {
        /** The last page is there, or none was asked for. */
        READY,
        READING,
        /** A page could not be read, so that the client has to open the document again. */
        FAILED
    }

    /**
     * @param mailbox runs tasks in the session's mailbox
     * @param arrived told when a page was read, or could not be
     */
    Pages(Consumer<Runnable> mailbox, Runnable arrived) {
        this.mailbox = mailbox;
        this.arrived = arrived;
    }

    /** Tells that the reader may be so far behind that storage has to be read. */
    void mayBeBehind() {
        behind = true;
    }

    /** Returns whether a page is being read: there is nothing to send until it is there. */
    boolean isReading() {
        return state == State.READING;
    }

    /** Returns what comes after a place; or nothing, and then a page may be {@link #isReading being read}. */
    Optional<Stretch> after(Stretch.Place place, Document<?, ?> document, Published published) {
        if (!page.isEmpty()) {
            List<LogEntry> next = page;
            page = List.of();
            return Stretch.from(place, next, published);
        }
        Optional<Stretch> inMemory = Stretch.inMemory(place, published, FRAME_BYTES);
        behind &= inMemory.isEmpty();
        if (behind && state == State.READY) {
            read(document, place.revision(), published.revision());
        }
        return inMemory;
    }

    /** @param upTo the newest revision that is published: storage may have more */
    private void read(Document<?, ?> document, long revision, long upTo) {
        state = State.READING;
        var unused = document.page(revision, FRAME_BYTES)
                .whenComplete((entries, failure) -> mailbox.accept(() -> {
                    page = failure == null
                            ? entries.stream()
                                    .filter(entry -> entry.revision() <= upTo)
                                    .toList()
                            : List.of();
                    state = page.isEmpty() ? State.FAILED : State.READY;
                    arrived.run();
                }));
    }
}
