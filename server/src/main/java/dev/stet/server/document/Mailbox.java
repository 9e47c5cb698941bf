package dev.stet.server.document;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after another, in the order they came: what makes its owner single-threaded without a lock. Whoever
 * brings a task to an idle mailbox runs it ({@link #run}), or lets the executor do so ({@link #post}); a task brought to a
 * busy one is run by whoever is at it. What finds nobody ahead of it does not go through the queue.
 *
 * <p>Threads: thread-safe; nothing here blocks. A task sees everything the tasks before it did.
 */
public final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    /** Tasks that one caller runs before it leaves the rest to the executor. */
    private static final int RUN_AT_ONCE = 256;

    private final Executor executor;
    private final boolean handsOver;
    private final Consumer<Throwable> failed;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Tasks that were brought and have not been run. Whoever raises it from 0 has to run them. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param executor runs what is posted, on threads that may be kept as long as the tasks take */
    public Mailbox(Executor executor) {
        this(executor, true);
    }

    /**
     * @param executor as above
     * @param failed told, in the mailbox, of each task that fails
     */
    public Mailbox(Executor executor, Consumer<Throwable> failed) {
        this(executor, true, failed);
    }

    /** @param handsOver whether the executor runs what is posted; if not, whoever posts it does, as with {@link #run} */
    Mailbox(Executor executor, boolean handsOver) {
        this(executor, handsOver, failure -> LOG.error("a task failed", failure));
    }

    private Mailbox(Executor executor, boolean handsOver, Consumer<Throwable> failed) {
        this.executor = executor;
        this.handsOver = handsOver;
        this.failed = failed;
    }

    /** Runs the task on this thread, or leaves it to the thread that is at the mailbox now. */
    public void run(Runnable task) {
        if (waiting.compareAndSet(0, 1)) {
            perform(task);
            if (waiting.decrementAndGet() > 0) {
                drain(1);
            }
        } else if (add(task)) {
            drain(0);
        }
    }

    /** Has the task run, on another thread if there is one to spare: for callers that have other work. */
    public void post(Runnable task) {
        if (!handsOver) {
            run(task);
        } else if (add(task)) {
            executor.execute(() -> drain(0));
        }
    }

    /** Returns whether somebody is at the mailbox, or it has tasks that nobody is at yet. */
    boolean isBusy() {
        return waiting.get() > 0;
    }

    private boolean add(Runnable task) {
        tasks.add(task);
        return waiting.getAndIncrement() == 0;
    }

    /** @param alreadyDone tasks that this caller has run before */
    private void drain(int alreadyDone) {
        int done = alreadyDone;
        while (true) {
            Runnable task = tasks.poll();
            if (task == null) {
                // counted, but not in the queue yet: its bringer is between the two steps
                Thread.onSpinWait();
                continue;
            }
            perform(task);
            done++;
            if (waiting.decrementAndGet() == 0) {
                return;
            }
            if (done == RUN_AT_ONCE) {
                executor.execute(() -> drain(0));
                return;
            }
        }
    }

    /** Runs a task; whatever comes of it, those behind it run too. */
    private void perform(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            tell(e);
        }
    }

    private void tell(Throwable failure) {
        try {
            failed.accept(failure);
        } catch (RuntimeException | Error e) {
            LOG.error("a failed task could not be told of", e);
        }
    }
}
