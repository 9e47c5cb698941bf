package dev.stet.server.transport.events;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Writes a response piece after piece, each when the one before has left. Whoever writes sees to it that few pieces wait.
 *
 * <p>Threads: thread-safe; nothing blocks.
 */
final class EventWriter {
    private final Response response;
    private final Callback whole;
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private boolean writing;
    private boolean over;

    private record Piece(ByteBuffer bytes, boolean last, Runnable written) {}

    /** @param whole told when the response is at its end, or has failed */
    EventWriter(Response response, Callback whole) {
        this.response = response;
        this.whole = whole;
    }

    /**
     * Writes a piece, unless the response is over.
     *
     * @param written told when it has left; never, if it does not
     */
    void write(ByteBuffer bytes, Runnable written) {
        add(new Piece(bytes, false, written));
    }

    /** Writes the last piece. */
    void end(ByteBuffer bytes) {
        add(new Piece(bytes, true, () -> {}));
    }

    /** Breaks the response off, wherever it is. */
    void fail(Throwable why) {
        if (finish()) {
            whole.failed(why);
        }
    }

    /** Returns whether all that was written has left. */
    synchronized boolean isIdle() {
        return !writing;
    }

    private void add(Piece piece) {
        synchronized (this) {
            if (over) {
                return;
            }
            waiting.add(piece);
        }
        writeNext();
    }

    private void writeNext() {
        next().ifPresent(piece -> response.write(
                piece.last(), piece.bytes(), Callback.from(() -> written(piece), failure -> fail(failure))));
    }

    private synchronized Optional<Piece> next() {
        @Nullable Piece piece = writing || over ? null : waiting.poll();
        writing |= piece != null;
        return Optional.ofNullable(piece);
    }

    private void written(Piece piece) {
        synchronized (this) {
            writing = false;
        }
        if (!piece.last()) {
            piece.written().run();
            writeNext();
        } else if (finish()) {
            whole.succeeded();
        }
    }

    private synchronized boolean finish() {
        boolean first = !over;
        over = true;
        waiting.clear();
        return first;
    }
}
