package dev.stet.server.storage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * A store whose appends go wrong where a test says, counted from 1. All else goes to the store behind it.
 *
 * <p>Threads: thread-safe.
 */
public final class FaultyStorage extends ForwardingStorage {

    private final Storage storage;
    private final Map<Integer, UnaryOperator<Runnable>> faults = new ConcurrentHashMap<>();
    private final List<List<Append>> batches = new CopyOnWriteArrayList<>();
    private volatile boolean atOnce;

    public FaultyStorage(Storage storage) {
        super(storage);
        this.storage = storage;
    }

    /** From now on it appends at once what the store behind it does, and that may go wrong, too. Before, it never does. */
    public FaultyStorage appendingAtOnce() {
        atOnce = true;
        return this;
    }

    /** The append fails, and nothing of it is stored. */
    public FaultyStorage failBefore(int append) {
        faults.put(append, commit -> () -> {
            throw new StorageException("Failed before the commit, append=" + append);
        });
        return this;
    }

    /** The append fails, but all of it is stored. */
    public FaultyStorage failAfter(int append) {
        faults.put(append, commit -> () -> {
            commit.run();
            throw new StorageException("Failed after the commit, append=" + append);
        });
        return this;
    }

    /** The append fails as no storage may. */
    public FaultyStorage failBadly(int append, RuntimeException failure) {
        faults.put(append, commit -> () -> {
            throw failure;
        });
        return this;
    }

    /** The append waits, before anything is stored, until it is released. */
    public Stall stall(int append) {
        Stall stall = new Stall(new CountDownLatch(1), new CountDownLatch(1));
        faults.put(append, commit -> () -> {
            stall.reached().countDown();
            Uninterruptible.await(stall.released());
            commit.run();
        });
        return stall;
    }

    /** Returns the appends so far, those that failed among them. */
    public List<List<Append>> batches() {
        return List.copyOf(batches);
    }

    @Override
    public Set<StoredDocument> append(List<Append> batch) {
        batches.add(batch);
        Commit commit = new Commit(storage, batch);
        faults.getOrDefault(batches.size(), UnaryOperator.identity())
                .apply(commit)
                .run();
        return commit.conflicted;
    }

    @Override
    public boolean appendAtOnce(List<Append> batch) {
        if (!atOnce) {
            return false;
        }
        batches.add(batch);
        AtomicBoolean done = new AtomicBoolean();
        faults.getOrDefault(batches.size(), UnaryOperator.identity())
                .apply(() -> done.set(storage.appendAtOnce(batch)))
                .run();
        if (!done.get()) {
            batches.removeLast(); // it comes again
        }
        return done.get();
    }

    /** An append that waits. */
    public record Stall(CountDownLatch reached, CountDownLatch released) {
        /** Waits until the append waits. */
        public void awaitReached() {
            Uninterruptible.await(reached);
        }

        public void release() {
            released.countDown();
        }
    }

    private static final class Commit implements Runnable {
        private final Storage storage;
        private final List<Append> batch;
        private Set<StoredDocument> conflicted = Set.of();

        Commit(Storage storage, List<Append> batch) {
            this.storage = storage;
            this.batch = batch;
        }

        @Override
        public void run() {
            conflicted = storage.append(batch);
        }
    }

    private static final class Uninterruptible {
        static void await(CountDownLatch latch) {
            try {
                if (!latch.await(5, TimeUnit.MINUTES)) {
                    throw new AssertionError("waited for 30 seconds in vain");
                }
            } catch (InterruptedException e) {
                throw new AssertionError("a storage thread was interrupted", e);
            }
        }
    }
}
