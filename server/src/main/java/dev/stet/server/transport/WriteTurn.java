package dev.stet.server.transport;

import java.nio.channels.WritePendingException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whose turn it is to write to a socket that two write to, each of them one thing at a time: whoever comes while the other is
 * at it is next.
 *
 * <pre>
 *             take                     take
 *   free ────────────▶ taken ────────────────▶ taken, and one waits
 *    ▲                  │ ▲                        │
 *    └──────done────────┘ └──────done, its turn────┘
 * </pre>
 *
 * <p>Threads: thread-safe; nothing blocks.
 */
final class WriteTurn {
    private final AtomicReference<State> state = new AtomicReference<>(Held.FREE);

    private sealed interface State {}

    private enum Held implements State {
        FREE,
        TAKEN
    }

    /** One writes, and the other waits. */
    private record Next(Runnable write) implements State {}

    /** Takes the turn if nobody else is at it. Returns whether it is taken: {@link #done} ends it. */
    boolean takeIfFree() {
        return state.compareAndSet(Held.FREE, Held.TAKEN);
    }

    /**
     * Runs a write when it is its turn: now, on this thread, or on that of the other one when it is {@link #done}.
     *
     * @param write calls {@link #done} in the end, itself or by whoever it hands the bytes to
     * @throws WritePendingException if one writes and one waits already
     */
    void take(Runnable write) {
        while (!takeIfFree()) {
            if (state.compareAndSet(Held.TAKEN, new Next(write))) {
                return;
            }
            if (state.get() instanceof Next) {
                throw new WritePendingException();
            }
        }
        write.run();
    }

    /** Ends a turn, and runs the write that waits. */
    void done() {
        if (!state.compareAndSet(Held.TAKEN, Held.FREE)
                && state.getAndSet(Held.TAKEN) instanceof Next(Runnable write)) {
            write.run();
        }
    }
}
