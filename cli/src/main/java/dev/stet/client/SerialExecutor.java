package dev.stet.client;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread's worth of order without a thread of its own: tasks run one after the other, in the order they came, and
 * each sees what those before it did.
 *
 * <p>Threads: thread-safe.
 */
final class SerialExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param threads where the tasks run
     * @param timer says when a later task is due
     */
    SerialExecutor(Executor threads, ScheduledExecutorService timer) {
        this.threads = threads;
        this.timer = timer;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            threads.execute(this::drain);
        }
    }

    /** Runs the task when the time has come, unless the returned future is cancelled before. */
    Future<?> after(Duration delay, Runnable task) {
        return timer.schedule(() -> execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void drain() {
        int taken = waiting.get();
        while (taken > 0) {
            for (int i = 0; i < taken; i++) {
                run(tasks.remove());
            }
            taken = waiting.addAndGet(-taken);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task of a client failed", e);
        }
    }
}
