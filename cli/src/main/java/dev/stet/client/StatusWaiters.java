package dev.stet.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Who waits for a document to come into some state.
 *
 * <p>Threads: confined to the client's thread; futures are completed there.
 */
final class StatusWaiters<S> {
    private record Waiter<S>(Predicate<DocumentStatus<S>> condition, CompletableFuture<DocumentStatus<S>> met) {}

    private final List<Waiter<S>> waiters = new ArrayList<>();

    void add(Predicate<DocumentStatus<S>> condition, CompletableFuture<DocumentStatus<S>> met) {
        waiters.add(new Waiter<>(condition, met));
    }

    /** Tells those whose condition holds now. */
    void tell(DocumentStatus<S> status) {
        waiters.removeIf(
                waiter -> waiter.condition().test(status) && waiter.met().complete(status));
    }

    /** Tells everybody that there is nothing left to wait for. */
    void fail(StetClientException why) {
        waiters.forEach(waiter -> waiter.met().completeExceptionally(why));
        waiters.clear();
    }
}
