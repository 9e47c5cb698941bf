package dev.stet.cli.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/**
 * People who only look in: each opens the first document, goes away when it is shown, and comes again, until the window is
 * over. Immutable.
 */
record Visitors(Stage<?, ?> stage, Window window, int count) {

    /** Sends them, and returns a future for each that is done when they will not come again. */
    <S, O> List<CompletableFuture<Void>> start(List<Room<S, O>> rooms) {
        Executor threads = task -> {
            var unused = Thread.startVirtualThread(task);
        };
        List<CompletableFuture<Void>> visiting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            visiting.add(
                    CompletableFuture.runAsync(() -> comeAndGo(rooms.getFirst().doc()), threads));
        }
        return visiting;
    }

    private void comeAndGo(String doc) {
        try {
            while (!window.isOver(System.nanoTime()) && window.takeOne()) {
                stage.visit(doc);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
