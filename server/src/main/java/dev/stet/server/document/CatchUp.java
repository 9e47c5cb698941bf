package dev.stet.server.document;

import dev.stet.ot.sync.AuthorityState;
import dev.stet.ot.sync.DocumentAuthority;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Makes sure that somebody sees at least what was in the store when they asked: on a store that others write too the
 * document may be behind. Confined to the document's mailbox.
 */
final class CatchUp {
    private final StoredDocument document;
    private final Storage storage;
    private final StorageCalls calls;
    private final DocumentAuthority<?, ?> authority;
    private final LongConsumer logHas;
    private final List<Waiting> waiting = new ArrayList<>();
    private int asking;

    /** @param logHas told how long the log is */
    CatchUp(
            StoredDocument document,
            Storage storage,
            StorageCalls calls,
            DocumentAuthority<?, ?> authority,
            LongConsumer logHas) {
        this.document = document;
        this.storage = storage;
        this.calls = calls;
        this.authority = authority;
        this.logHas = logHas;
    }

    private record Waiting(long head, Runnable then, Consumer<StorageException> orElse) {}

    boolean isEmpty() {
        return asking == 0 && waiting.isEmpty();
    }

    /**
     * Runs {@code then} when the document has what is stored now; at once if nobody else can have stored anything.
     *
     * @param orElse told if that cannot be found out, or not be read
     */
    void then(Runnable then, Consumer<StorageException> orElse) {
        if (!storage.isShared()) {
            then.run();
            return;
        }
        asking++;
        calls.call(
                () -> storage.head(document),
                head -> {
                    asking--;
                    waiting.add(new Waiting(head, then, orElse));
                    logHas.accept(head);
                    review();
                },
                failure -> {
                    asking--;
                    orElse.accept(failure);
                });
    }

    /** Lets those go on who have waited for what is durable by now. */
    void review() {
        if (waiting.isEmpty()) {
            return; // as after most commits
        }
        List<Waiting> ready = waiting.stream().filter(this::isSettled).toList();
        waiting.removeAll(ready);
        for (Waiting one : ready) {
            if (authority.durable() < one.head() && authority.state() instanceof AuthorityState.Unavailable) {
                one.orElse()
                        .accept(new StorageException(
                                "the log is ahead and cannot be read, doc=" + document.id() + " head=" + one.head()));
            } else {
                one.then().run();
            }
        }
    }

    private boolean isSettled(Waiting one) {
        return authority.durable() >= one.head()
                || authority.state() instanceof AuthorityState.Idle
                || authority.state() instanceof AuthorityState.Unavailable;
    }
}
