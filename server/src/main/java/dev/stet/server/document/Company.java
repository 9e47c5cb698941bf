package dev.stet.server.document;

import dev.stet.ot.sync.AuthorityEvent;
import dev.stet.ot.sync.AuthorityState;
import dev.stet.ot.sync.DocumentAuthority;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Waits for company: when several operations were stored together, their authors are about to send the next ones, and to
 * store those together again costs one force and one frame each instead of several. So what comes right after such a batch
 * gathers until as many are there as were before, or for {@link #PATIENCE}. A lone writer is never waited for, and a
 * document at rest never waits. PostgreSQL's {@code commit_delay} and {@code commit_siblings} are the same thought.
 *
 * <p>Threads: confined to the document's mailbox.
 */
final class Company<O> {
    /** The longest wait. A client nearby answers an acknowledgement in less; one far away is not waited for. */
    static final Duration PATIENCE = Duration.ofNanos(500_000);

    private final DocumentAuthority<?, O> authority;
    private final Scheduler scheduler;
    private final Mailbox mailbox;
    private final Consumer<AuthorityEvent<O>> tell;
    private int expected;
    private long waits;

    /** @param tell tells the authority, and does what it wants done */
    Company(DocumentAuthority<?, O> authority, Scheduler scheduler, Mailbox mailbox, Consumer<AuthorityEvent<O>> tell) {
        this.authority = authority;
        this.scheduler = scheduler;
        this.mailbox = mailbox;
        this.tell = tell;
    }

    /** Tells that so many operations became durable together. */
    void left(int together) {
        if (together < 2 || !(authority.state() instanceof AuthorityState.Idle)) {
            return;
        }
        expected = together;
        tell.accept(new AuthorityEvent.Gather<>());
        long wait = ++waits;
        scheduler.after(
                PATIENCE,
                () -> mailbox.post(() -> {
                    if (wait == waits) {
                        enough();
                    }
                }));
    }

    /** Tells that one more was accepted. */
    void came() {
        if (authority.head() - authority.durable() >= expected) {
            enough();
        }
    }

    /** Waits no longer. */
    void enough() {
        if (authority.state() instanceof AuthorityState.Gathering) {
            tell.accept(new AuthorityEvent.Gathered<>());
        }
    }
}
