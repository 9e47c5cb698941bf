package dev.stet.ot.sync;

/**
 * What a {@link DocumentAuthority} is doing about storage.
 *
 * <pre>
 *                submit                     conflicted, failed
 *       Idle ─────────────▶ Storing ───────────────────────────▶ Recovering ──┐ recovery failed
 *         ▲    stored,        │  ▲ stored, more waits                │  ▲     ▼
 *         │    nothing waits  │  │                                   │  └── Unavailable
 *         └───────────────────┘  └───────────────────────────────────┘ recovered (to Idle if nothing is held)
 *
 *       Storing ── stored, others are at it ──▶ Yielding ── yielded, something waits ──▶ Recovering
 *                                                   └────── yielded, nothing waits ────▶ Idle
 *
 *       Idle, Yielding ── the log is said to be ahead, or a submission is ──▶ Recovering
 * </pre>
 */
public sealed interface AuthorityState {

    /** Everything accepted is durable. */
    record Idle() implements AuthorityState {}

    /**
     * Entries are being stored; what is accepted meanwhile waits for its turn.
     *
     * @param upTo the newest revision being stored
     */
    record Storing(long upTo) implements AuthorityState {}

    /**
     * Something was stored, and another authority may store now. What is accepted meanwhile waits; nothing of this
     * document is with the store.
     */
    record Yielding() implements AuthorityState {}

    /** The log may be ahead, or storing did not succeed. It is being read; submissions are held until it is known. */
    record Recovering() implements AuthorityState {}

    /** The log could not be read. Submissions are refused until a recovery succeeds. */
    record Unavailable() implements AuthorityState {}
}
