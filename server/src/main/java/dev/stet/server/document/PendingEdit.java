package dev.stet.server.document;

import dev.stet.ot.InvalidOperationException;
import dev.stet.server.document.Reader.Reason;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An edit of somebody who has not joined. Immutable but for its outcome.
 *
 * @param revision completes with the revision at which the edit is in the log, or with an {@link EditRefusedException}
 */
record PendingEdit(CompletableFuture<Long> revision) implements Submitter {
    @Override
    public void stored(long sequence, long at) {
        revision.complete(at);
    }

    @Override
    public void alreadyStored(long sequence, long at) {
        revision.complete(at);
    }

    @Override
    public void refused(long sequence, Reason reason, String message, Optional<InvalidOperationException> cause) {
        revision.completeExceptionally(new EditRefusedException(reason, message, cause));
    }
}
