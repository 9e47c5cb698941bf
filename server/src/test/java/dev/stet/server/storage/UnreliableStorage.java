package dev.stet.server.storage;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A store whose calls fail, or wait, for as long as a test says, and are counted. All else goes to the store behind it.
 *
 * <p>Threads: thread-safe.
 */
public final class UnreliableStorage extends ForwardingStorage {

    /** What is asked of a store. */
    public enum Call {
        FIND,
        CREATE,
        SNAPSHOT,
        READ,
        HEAD,
        APPEND,
        WRITE_SNAPSHOT,
        CHECK
    }

    private final Storage storage;
    private final Set<Call> failing = ConcurrentHashMap.newKeySet();
    private final Map<Call, AtomicInteger> lasting = new ConcurrentHashMap<>();
    private final Map<Call, CountDownLatch> stalls = new ConcurrentHashMap<>();
    private final Map<Call, AtomicInteger> counts = new EnumMap<>(Call.class);
    private volatile Consumer<StoredDocument> afterCreating = document -> {};
    private final AtomicLong entriesRead = new AtomicLong();
    private final AtomicLong mostEntriesRead = new AtomicLong();

    public UnreliableStorage(Storage storage) {
        super(storage);
        this.storage = storage;
        for (Call call : Call.values()) {
            counts.put(call, new AtomicInteger());
        }
    }

    /** From now on these calls fail, and do nothing. */
    public void fail(Call... calls) {
        failing.addAll(List.of(calls));
    }

    /** So many of these calls succeed from now on, and all later ones fail. */
    public void failAfter(int calls, Call call) {
        lasting.put(call, new AtomicInteger(calls));
    }

    /** From now on no call fails. */
    public void repair() {
        lasting.clear();
        failing.clear();
    }

    /** From now on these calls wait until {@link #release}. */
    public void stall(Call call) {
        stalls.put(call, new CountDownLatch(1));
    }

    /** Lets all calls that wait go on. */
    public void release() {
        List<CountDownLatch> waiting = List.copyOf(stalls.values());
        stalls.clear();
        waiting.forEach(CountDownLatch::countDown);
    }

    /** From now on this is done with each document that was created, before whoever created it is told. */
    public void afterCreating(Consumer<StoredDocument> work) {
        afterCreating = work;
    }

    /** Returns how often something was asked, with those that failed or wait. */
    public int count(Call call) {
        return counts.get(call).get();
    }

    /** Returns the number of log entries that were read. */
    public long entriesRead() {
        return entriesRead.get();
    }

    /** Returns the number of log entries that were read at once, at the most. */
    public long mostEntriesRead() {
        return mostEntriesRead.get();
    }

    private void count(List<?> read) {
        entriesRead.addAndGet(read.size());
        mostEntriesRead.accumulateAndGet(read.size(), Math::max);
    }

    private <T> T call(Call call, Supplier<T> work) {
        counts.get(call).incrementAndGet();
        CountDownLatch stall = stalls.get(call);
        if (stall != null) {
            try {
                if (!stall.await(5, TimeUnit.MINUTES)) {
                    throw new AssertionError("waited for five minutes in vain, call=" + call);
                }
            } catch (InterruptedException e) {
                throw new AssertionError("a storage thread was interrupted", e);
            }
        }
        AtomicInteger left = lasting.get(call);
        if (failing.contains(call) || (left != null && left.getAndDecrement() <= 0)) {
            throw new StorageException("Failed because the test said so, call=" + call);
        }
        return work.get();
    }

    @Override
    public Optional<StoredDocument> find(String id) {
        return call(Call.FIND, () -> storage.find(id));
    }

    @Override
    public Optional<DocumentInfo> info(String id) {
        return call(Call.FIND, () -> storage.info(id));
    }

    @Override
    public Optional<StoredDocument> createIfAbsent(String id, String docType) {
        Optional<StoredDocument> created = call(Call.CREATE, () -> storage.createIfAbsent(id, docType));
        created.ifPresent(afterCreating);
        return created;
    }

    @Override
    public Optional<StoredSnapshot> snapshot(StoredDocument document, long maxRevision) {
        return call(Call.SNAPSHOT, () -> storage.snapshot(document, maxRevision));
    }

    @Override
    public List<LogEntry> read(StoredDocument document, long afterRevision, int limit) {
        List<LogEntry> read = call(Call.READ, () -> storage.read(document, afterRevision, limit));
        count(read);
        return read;
    }

    @Override
    public List<LogEntry> readPage(StoredDocument document, long afterRevision, long maxBytes) {
        List<LogEntry> read = call(Call.READ, () -> storage.readPage(document, afterRevision, maxBytes));
        count(read);
        return read;
    }

    @Override
    public List<StoredEntry> readHashed(StoredDocument document, long afterRevision, int limit) {
        List<StoredEntry> read = call(Call.READ, () -> storage.readHashed(document, afterRevision, limit));
        count(read);
        return read;
    }

    @Override
    public long head(StoredDocument document) {
        return call(Call.HEAD, () -> storage.head(document));
    }

    @Override
    public Set<StoredDocument> append(List<Append> batch) {
        return call(Call.APPEND, () -> storage.append(batch));
    }

    /** Leaves an append that is to fail or to wait to {@link #append}. */
    @Override
    public boolean appendAtOnce(List<Append> batch) {
        boolean spoilt =
                failing.contains(Call.APPEND) || lasting.containsKey(Call.APPEND) || stalls.containsKey(Call.APPEND);
        boolean done = !spoilt && storage.appendAtOnce(batch);
        if (done) {
            counts.get(Call.APPEND).incrementAndGet();
        }
        return done;
    }

    @Override
    public void writeSnapshot(StoredDocument document, StoredSnapshot snapshot) {
        call(Call.WRITE_SNAPSHOT, () -> {
            storage.writeSnapshot(document, snapshot);
            return snapshot;
        });
    }

    @Override
    public void check() {
        call(Call.CHECK, () -> {
            storage.check();
            return true;
        });
    }
}
