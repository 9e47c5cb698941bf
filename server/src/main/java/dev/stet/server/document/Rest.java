package dev.stet.server.document;

import dev.stet.ot.sync.AuthorityState;
import dev.stet.ot.sync.DocumentAuthority;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How a document comes to rest, and how it is put away in the end. Confined to the document's mailbox.
 *
 * <pre>
 *             the last one leaves          a while later, when it is quick to open again
 *   in use ─────────────────────▶ unused ────────────────────────────────────────────────────────▶ put away
 *     ▲ │                           │                                                                 ▲
 *     │ │       somebody joins      │                                                                 │
 *     └─┼───────────────────────────┘                                                                 │
 *       └───────────────────────────────────────deleted───────────────────────────────────────────────┘
 * </pre>
 *
 * Settled it is, in use or not, whenever everything that was accepted is stored or was refused.
 */
final class Rest {
    private final Environment environment;
    private final DocumentAuthority<?, ?> authority;
    private final SnapshotWriter snapshots;
    private final BooleanSupplier inUse;
    private final List<CompletableFuture<Void>> settling = new ArrayList<>();
    private long unusedSinceMs;
    private boolean putAway;

    /** @param inUse whether somebody has the document open, or is about to, or waits for what is stored of it */
    Rest(Environment environment, DocumentAuthority<?, ?> authority, SnapshotWriter snapshots, BooleanSupplier inUse) {
        this.environment = environment;
        this.authority = authority;
        this.snapshots = snapshots;
        this.inUse = inUse;
        this.unusedSinceMs = environment.clock().millis();
    }

    /** Returns whether the document is put away: nobody may join it any more. */
    boolean isPutAway() {
        return putAway;
    }

    /** Puts the document away at once, whoever has it open. */
    void putAway() {
        putAway = true;
    }

    /** Takes note that somebody left, perhaps the last one. */
    void left() {
        unusedSinceMs = environment.clock().millis();
    }

    /**
     * Puts the document away if nobody has had it open for a while and nothing is under way, after storing a snapshot
     * if the stored one is behind.
     *
     * @param done told whether the document is put away
     */
    void putAwayIfUnused(Consumer<Boolean> done) {
        long unusedMs = environment.clock().millis() - unusedSinceMs;
        if (!isUnused() || unusedMs < environment.policy().evictAfter().toMillis()) {
            done.accept(false);
            return;
        }
        snapshots.catchUp(() -> {
            putAway |= isUnused() && !snapshots.behind();
            done.accept(putAway);
        });
    }

    private boolean isUnused() {
        return !inUse.getAsBoolean() && authority.state() instanceof AuthorityState.Idle && !snapshots.writing();
    }

    /** Completes the future when the document is settled. */
    void settle(CompletableFuture<Void> settled) {
        settling.add(settled);
        review();
    }

    /** Looks whether the document has become settled. */
    void review() {
        if (settling.isEmpty()) {
            return; // as almost always
        }
        AuthorityState state = authority.state();
        if (state instanceof AuthorityState.Idle || state instanceof AuthorityState.Unavailable) {
            List<CompletableFuture<Void>> settled = List.copyOf(settling);
            settling.clear();
            settled.forEach(one -> one.complete(null));
        }
    }
}
