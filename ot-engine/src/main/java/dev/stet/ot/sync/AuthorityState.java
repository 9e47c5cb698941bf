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

    /** Storing did not succeed. What is in the log is being read; submissions are held until that is known. */
    record Recovering() implements AuthorityState {}

    /** The log could not be read. Submissions are refused until a recovery succeeds. */
    record Unavailable() implements AuthorityState {}
}
