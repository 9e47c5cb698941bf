package dev.stet.server.document;

import dev.stet.server.storage.StorageException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does what blocks on storage threads, and comes back to a mailbox with what came of it.
 *
 * <p>Threads: thread-safe.
 */
final class StorageCalls {
    private final Executor storageExecutor;
    private final Mailbox mailbox;

    StorageCalls(Executor storageExecutor, Mailbox mailbox) {
        this.storageExecutor = storageExecutor;
        this.mailbox = mailbox;
    }

    /**
     * Runs the work on a storage thread.
     *
     * @param then gets the result, in the mailbox
     * @param orElse gets the failure instead, in the mailbox
     */
    <T> void call(Supplier<T> work, Consumer<T> then, Consumer<StorageException> orElse) {
        storageExecutor.execute(() -> {
            try {
                T result = work.get();
                mailbox.post(() -> then.accept(result));
            } catch (StorageException e) {
                mailbox.post(() -> orElse.accept(e));
            } catch (RuntimeException e) {
                mailbox.post(() -> orElse.accept(new StorageException("what is stored makes no sense", e)));
            }
        });
    }
}
