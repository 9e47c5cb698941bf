package dev.stet.server.storage;

import dev.stet.server.storage.Backlog.Haste;
import dev.stet.server.storage.wal.LogFiles;
import dev.stet.server.storage.wal.WriteAheadLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A store whose appends are durable in a write-ahead log, and in its database a little later.
 *
 * <pre>
 *            force                    {@link Backlog}, {@link Applier}              force
 * append ──▶ {@link WriteAheadLog} ──▶ returns … … … … … … … … … ▶ database ──▶ segments are deleted
 *                                                             ▲
 *                                  read: waits until its document is there
 * </pre>
 *
 * Everything but appending is left to the database. Whoever reads a log finds all that was appended before; and a
 * snapshot or a named version is never stored ahead of its log, so that the database is whole in itself.
 *
 * <p>When it is opened, what the log has and the database has not is put there before anything is served.
 *
 * <p><b>Failing.</b> If the log cannot be written, appends fail; the documents of such an append cannot be read either,
 * since nobody knows what is on disk. If the database cannot be written, nothing more is taken. Either lasts until the
 * store is opened again. What was appended before is in the log, and not lost.
 *
 * <p><b>At once.</b> If the log is not forced, an append is a few microseconds of work, and a system call that copies some bytes. Whoever
 * cannot wait may do that itself, unless the log or the backlog is full, the head has to be read, or somebody else is at it.
 *
 * <p>Threads: thread-safe. The database's logs must not be appended to by anybody else.
 */
final class WriteAheadStorage extends ForwardingStorage {

    /** When so many heads are known, all are forgotten: each costs one query to learn again. */
    static final int MAX_KNOWN_HEADS = 100_000;

    /** About how much is appended at once, at the most, in bytes: more takes a while even if nothing is waited for. */
    static final int MAX_BYTES_AT_ONCE = 64 << 10;

    private final Storage database;
    private final WriteAheadLog log;
    private final Durability durability;
    private final Backlog backlog = new Backlog();
    private final Applier applier;

    /** By key of document; used under {@code appending}. */
    private final Map<Long, Long> heads = new HashMap<>();

    /** How often heads were forgotten; changed under {@code appending}. */
    private final AtomicInteger forgotten = new AtomicInteger();

    private final ReentrantLock appending = new ReentrantLock();

    private WriteAheadStorage(Storage database, WriteAheadLog log, Durability durability) {
        super(database);
        this.database = database;
        this.log = log;
        this.durability = durability;
        this.applier = Applier.start(backlog, database, log);
    }

    /**
     * Takes over a database, and closes it even if this fails.
     *
     * @param durability whether the files force what is written to disk
     * @throws StorageException if the log cannot be read or written, or does not fit the database
     */
    static WriteAheadStorage open(Storage database, LogFiles files, int segmentBytes, Durability durability) {
        try {
            WriteAheadLog log =
                    WriteAheadLog.open(files, database.id(), segmentBytes, records -> Replay.apply(records, database));
            return new WriteAheadStorage(database, log, durability);
        } catch (IOException e) {
            throw closing(database, new StorageException("The write-ahead log cannot be opened", e));
        } catch (StorageException e) {
            throw closing(database, e);
        }
    }

    private static StorageException closing(Storage database, StorageException failure) {
        try {
            database.close();
        } catch (StorageException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    @Override
    public Set<StoredDocument> append(List<Append> batch) {
        Appends.requireWellFormed(batch);
        backlog.awaitRoom();
        appending.lock();
        try {
            requireWorking();
            Set<StoredDocument> conflicted = new HashSet<>();
            List<Append> next = new ArrayList<>(batch.size());
            for (Append append : batch) {
                if (isAtHead(append)) {
                    next.add(append);
                } else {
                    conflicted.add(append.document());
                }
            }
            if (!next.isEmpty()) {
                write(next, AppendCodec.encode(next));
            }
            return conflicted;
        } finally {
            appending.unlock();
        }
    }

    @Override
    public boolean appendAtOnce(List<Append> batch) {
        if (durability == Durability.FORCED) {
            return false;
        }
        Appends.requireWellFormed(batch);
        long bytes = batch.stream().mapToLong(Appends::bytes).sum();
        if (bytes > MAX_BYTES_AT_ONCE || !appending.tryLock()) {
            return false;
        }
        try {
            if (!backlog.hasRoom() || !batch.stream().allMatch(this::isNext)) {
                return false;
            }
            byte[] record = AppendCodec.encode(batch);
            if (!log.hasRoomFor(record)) {
                return false;
            }
            write(batch, record);
            return true;
        } finally {
            appending.unlock();
        }
    }

    private boolean isNext(Append append) {
        Long known = heads.get(append.document().key());
        return known != null && known == Appends.before(append);
    }

    /** Asks the database if nothing is known. */
    private boolean isAtHead(Append append) {
        Long known = heads.get(append.document().key());
        long head = known != null ? known : head(append.document());
        return head == Appends.before(append);
    }

    private void requireWorking() {
        backlog.requireWorking();
        if (log.hasFailed()) {
            throw new StorageException(
                    "The store takes nothing more until it is opened again: its write-ahead log could not be written");
        }
    }

    private void write(List<Append> batch, byte[] record) {
        long sequence;
        try {
            sequence = log.append(record);
        } catch (IOException e) {
            if (log.hasFailed()) {
                backlog.addUnknown(batch);
            }
            throw new StorageException("Could not append entries, documents=" + batch.size(), e);
        }
        backlog.add(sequence, batch);
        makeRoomForHeads();
        batch.forEach(append -> heads.put(append.document().key(), Appends.after(append)));
    }

    private void makeRoomForHeads() {
        if (heads.size() >= MAX_KNOWN_HEADS) {
            heads.clear();
            forgotten.incrementAndGet();
        }
    }

    private void forgetHead(StoredDocument document) {
        heads.remove(document.key());
        forgotten.incrementAndGet();
    }

    /** Remembers that the log is empty, so that nobody has to ask before its first entry. */
    @Override
    public Optional<StoredDocument> createIfAbsent(String id, String docType) {
        int before = forgotten.get();
        Optional<StoredDocument> created = super.createIfAbsent(id, docType);
        created.ifPresent(document -> rememberEmpty(document, before));
        return created;
    }

    /** Remembers it unless somebody has appended since, or may have and that was forgotten; or there is no room. */
    private void rememberEmpty(StoredDocument created, int forgottenBefore) {
        appending.lock();
        try {
            if (forgotten.get() == forgottenBefore && heads.size() < MAX_KNOWN_HEADS) {
                heads.putIfAbsent(created.key(), 0L);
            }
        } finally {
            appending.unlock();
        }
    }

    @Override
    public List<LogEntry> read(StoredDocument document, long afterRevision, int limit) {
        backlog.awaitApplied(document, Haste.URGENT);
        return super.read(document, afterRevision, limit);
    }

    @Override
    public List<LogEntry> readPage(StoredDocument document, long afterRevision, long maxBytes) {
        backlog.awaitApplied(document, Haste.URGENT);
        return super.readPage(document, afterRevision, maxBytes);
    }

    @Override
    public List<LogMark> marks(StoredDocument document, long afterRevision, int limit) {
        backlog.awaitApplied(document, Haste.URGENT);
        return super.marks(document, afterRevision, limit);
    }

    @Override
    public List<StoredEntry> readHashed(StoredDocument document, long afterRevision, int limit) {
        backlog.awaitApplied(document, Haste.URGENT);
        return super.readHashed(document, afterRevision, limit);
    }

    @Override
    public long head(StoredDocument document) {
        backlog.awaitApplied(document, Haste.URGENT);
        return super.head(document);
    }

    @Override
    public Map<StoredDocument, Long> heads(Collection<StoredDocument> documents) {
        documents.forEach(document -> backlog.awaitApplied(document, Haste.URGENT));
        return super.heads(documents);
    }

    @Override
    public long revisionAt(StoredDocument document, long timeMs) {
        backlog.awaitApplied(document, Haste.URGENT);
        return super.revisionAt(document, timeMs);
    }

    @Override
    public void writeSnapshot(StoredDocument document, StoredSnapshot snapshot) {
        backlog.awaitApplied(document, Haste.POLITE); // stored in the background
        super.writeSnapshot(document, snapshot);
    }

    @Override
    public boolean addVersion(StoredDocument document, NamedVersion version) {
        backlog.awaitApplied(document, Haste.URGENT);
        return super.addVersion(document, version);
    }

    @Override
    public boolean squash(StoredDocument document, List<Slice> slices, StoredSnapshot end) {
        backlog.awaitApplied(document, Haste.URGENT);
        return super.squash(document, slices, end);
    }

    @Override
    public Quarantined quarantine(
            StoredDocument document, long afterRevision, Collection<Long> snapshots, String reason) {
        appending.lock();
        try {
            forgetLog();
            forgetHead(document);
            return super.quarantine(document, afterRevision, snapshots, reason);
        } finally {
            appending.unlock();
        }
    }

    @Override
    public void abandon(StoredDocument adopted) {
        appending.lock();
        try {
            forgetLog();
            forgetHead(adopted);
            super.abandon(adopted);
        } finally {
            appending.unlock();
        }
    }

    /** Deletes the log, with all of it in the database: what goes there must not come back from here. */
    private void forgetLog() {
        backlog.awaitAllApplied();
        requireWorking();
        try {
            log.releaseAll();
        } catch (IOException e) {
            throw new StorageException("The write-ahead log cannot be deleted", e);
        }
    }

    @Override
    public void adoptSquashed(StoredDocument document, List<SealedSlice> slices, List<SquashedClient> clients) {
        appending.lock();
        try {
            backlog.awaitApplied(document, Haste.URGENT);
            forgetHead(document);
            super.adoptSquashed(document, slices, clients);
        } finally {
            appending.unlock();
        }
    }

    @Override
    public void check() {
        requireWorking();
        super.check();
    }

    /** Applies what is left, deletes the log, and closes the database. If one of them has failed, the log stays. */
    @Override
    public void close() {
        appending.lock();
        try {
            backlog.close();
        } finally {
            appending.unlock();
        }
        applier.awaitEnd();
        try (Storage last = database) {
            if (backlog.isApplied() && !log.hasFailed()) {
                log.releaseAll();
            }
            log.close();
        } catch (IOException e) {
            throw new StorageException("The write-ahead log could not be closed in order", e);
        }
    }
}
