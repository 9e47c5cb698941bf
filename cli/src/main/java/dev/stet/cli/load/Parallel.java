package dev.stet.cli.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/** Does many things that wait, some of them at a time, each on a virtual thread. */
final class Parallel {
    private Parallel() {}

    /** Something that may fail. */
    @FunctionalInterface
    interface Task<T> {
        T of(int number) throws Exception;
    }

    /**
     * Does a task for each number from 0, and returns the results in that order.
     *
     * @param atOnce how many are under way at a time, at most
     * @throws ExecutionException with what the first one that failed threw
     */
    static <T> List<T> map(int count, int atOnce, Task<T> task) throws InterruptedException, ExecutionException {
        Semaphore free = new Semaphore(atOnce);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntFunction<Future<T>> submit = number -> threads.submit(() -> {
                free.acquire();
                try {
                    return task.of(number);
                } finally {
                    free.release();
                }
            });
            List<Future<T>> under = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                under.add(submit.apply(i));
            }
            try {
                List<T> results = new ArrayList<>();
                for (Future<T> each : under) {
                    results.add(each.get());
                }
                return results;
            } catch (ExecutionException | InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        }
    }
}
