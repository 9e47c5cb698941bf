package dev.stet.ot.sync;

import java.util.Optional;

/**
 * Where a {@link SyncClient} stands. What the user sees is the document at {@link #revision}, then the operation in
 * flight, then the buffer.
 *
 * <pre>
 *                    edit, submit                    edit
 *   Synchronized ────────────────▶ AwaitingAck ────────────────▶ AwaitingWithBuffer ──┐ edit: compose
 *        ▲                            │    ▲                         │         ▲───────┘
 *        │           ack              │    │     ack, submit buffer  │
 *        └────────────────────────────┘    └─────────────────────────┘
 *
 *   any of them ── disconnected ──▶ Offline ── resumed, reloaded ──▶ the one that fits
 * </pre>
 */
public sealed interface ClientState<S, O> {

    /** Returns the newest revision of the log that the client has. */
    long revision();

    /** Returns the document at that revision, without anything the client has not been acknowledged for. */
    S base();

    /** Returns what was sent and is not acknowledged. */
    default Optional<InFlight<O>> inFlight() {
        return Optional.empty();
    }

    /** Returns what was edited and not sent yet, composed. */
    default Optional<O> buffer() {
        return Optional.empty();
    }

    /** Everything the user did is acknowledged. */
    record Synchronized<S, O>(long revision, S base) implements ClientState<S, O> {}

    /** One operation was sent; nothing was edited since. */
    record AwaitingAck<S, O>(long revision, S base, InFlight<O> sent) implements ClientState<S, O> {
        @Override
        public Optional<InFlight<O>> inFlight() {
            return Optional.of(sent);
        }
    }

    /** One operation was sent, and what was edited since waits for its ack. */
    record AwaitingWithBuffer<S, O>(long revision, S base, InFlight<O> sent, O edited) implements ClientState<S, O> {
        @Override
        public Optional<InFlight<O>> inFlight() {
            return Optional.of(sent);
        }

        @Override
        public Optional<O> buffer() {
            return Optional.of(edited);
        }
    }

    /** There is no connection. Whether the operation in flight arrived is not known; edits gather in the buffer. */
    record Offline<S, O>(long revision, S base, Optional<InFlight<O>> inFlight, Optional<O> buffer)
            implements ClientState<S, O> {}
}
