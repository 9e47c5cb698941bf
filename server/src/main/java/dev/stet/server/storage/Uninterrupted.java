package dev.stet.server.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Runs work as if its thread had not been interrupted, and leaves the thread as interrupted as it was. */
final class Uninterrupted {

    private Uninterrupted() {}

    /** Runs work with the thread's interrupt flag down. It may still be raised while the work is under way. */
    static <T> T call(Supplier<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs work in a thread that nobody else knows, and waits for it, whatever happens to the caller. */
    static <T> T callInOwnThread(String name, Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofPlatform().name(name).start(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.join(); // which an interrupt does not end
        } catch (CompletionException e) {
            throw e.getCause() instanceof StorageException cause ? cause : e;
        }
    }
}
