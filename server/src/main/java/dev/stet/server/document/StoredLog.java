package dev.stet.server.document;

import dev.stet.ot.InvalidOperationException;
import dev.stet.ot.sync.AuthorityEffect;
import dev.stet.ot.sync.AuthorityEvent;
import dev.stet.ot.sync.DocumentAuthority;
import dev.stet.ot.sync.Entry;
import dev.stet.server.journal.Journal;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.StorageException;
import dev.stet.server.storage.StoredDocument;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * A document's log in storage: does there what the authority asks for, and tells it what came of it. Confined to the
 * document's mailbox.
 */
final class StoredLog<O> {
    private static final Logger LOG = LoggerFactory.getLogger(StoredLog.class);

    private final StoredDocument document;
    private final Environment environment;
    private final Mailbox mailbox;
    private final StorageCalls calls;
    private final EntryCodec<O> codec;
    private final DocumentAuthority<?, O> authority;
    private final Consumer<List<AuthorityEffect<O>>> perform;
    private final Turns turns;
    private List<LogEntry> newest = List.of();
    /** How many appends in a row have failed. */
    private int failures;
    /** Whether the next recovery is one after an append that was not the first in a row to fail. */
    private boolean failsAgain;

    /** @param perform does what the authority wants done */
    StoredLog(
            StoredDocument document,
            Environment environment,
            Mailbox mailbox,
            StorageCalls calls,
            EntryCodec<O> codec,
            DocumentAuthority<?, O> authority,
            Consumer<List<AuthorityEffect<O>>> perform) {
        this.document = document;
        this.environment = environment;
        this.mailbox = mailbox;
        this.calls = calls;
        this.codec = codec;
        this.authority = authority;
        this.perform = perform;
        this.turns = new Turns(environment.clock(), environment.random());
    }

    /** Returns the encoded form of what was stored, or read to recover, last: of what is published next. */
    List<LogEntry> newest() {
        return newest;
    }

    /** Reads a page of what is stored, unless it does not begin right after the revision. */
    CompletableFuture<List<LogEntry>> page(long after, long maxBytes) {
        CompletableFuture<List<LogEntry>> page = new CompletableFuture<>();
        calls.call(
                () -> environment.storage().readPage(document, after, maxBytes),
                entries -> page.complete(
                        entries.isEmpty() || entries.getFirst().revision() != after + 1 ? List.of() : entries),
                page::completeExceptionally);
        return page;
    }

    void store(List<Entry<O>> entries) {
        newest = codec.encode(entries);
        if (environment.storage().isShared() && turns.shouldMakeRoom()) {
            tell(new AuthorityEvent.MakeRoom<>());
        }
        turns.storing();
        environment.journal().append(document, newest, new Journal.Listener() {
            @Override
            public void committed() {
                mailbox.post(() -> {
                    failures = 0;
                    turns.stored();
                    tell(new AuthorityEvent.Stored<>());
                });
            }

            @Override
            public void conflicted() {
                mailbox.post(() -> {
                    failures = 0;
                    tell(new AuthorityEvent.StoreFailed<>());
                });
            }

            @Override
            public void failed(StorageException cause) {
                LOG.warn(
                        "entries could not be stored, document={} revision={}",
                        document.id(),
                        entries.getFirst().revision(),
                        cause);
                mailbox.post(() -> {
                    failures++;
                    failsAgain = failures > 1;
                    tell(new AuthorityEvent.StoreFailed<>());
                });
            }
        });
    }

    /** Leaves the log to others for a moment. */
    void leaveToOthers() {
        environment.scheduler().after(turns.pause(), () -> mailbox.post(() -> tell(new AuthorityEvent.Yielded<>())));
    }

    /**
     * Reads the log after a revision, or the beginning of that if it is long. A store whose log can be read and not written,
     * as on a full disk, would be asked for the same again and again: so after a second append in a row that failed, those who wait are refused,
     * and it is left alone for a moment first.
     */
    void recover(long after) {
        if (failsAgain) {
            failsAgain = false;
            recoverLater(after);
        } else {
            read(after);
        }
    }

    private void read(long after) {
        calls.call(
                () -> LogPage.read(environment.storage(), document, after),
                page -> recovered(after, page),
                failure -> recoveryFailed(after, failure));
    }

    private void recovered(long after, LogPage page) {
        List<LogEntry> entries = page.entries();
        List<AuthorityEffect<O>> effects;
        try {
            effects = authority.on(new AuthorityEvent.Recovered<>(codec.decode(entries), page.more()));
        } catch (InvalidOperationException | JacksonException e) {
            recoveryFailed(after, new StorageException("what is stored does not fit, doc=" + document.id(), e));
            return;
        }
        newest = entries;
        if (!entries.isEmpty()) {
            turns.met();
        }
        perform.accept(effects);
    }

    private void recoveryFailed(long after, StorageException failure) {
        LOG.warn("the log could not be read, doc={} after={}", document.id(), after, failure);
        recoverLater(after);
    }

    private void recoverLater(long after) {
        tell(new AuthorityEvent.RecoveryFailed<>());
        environment.scheduler().after(environment.policy().storageRetry(), () -> mailbox.post(() -> read(after)));
    }

    /**
     * Reads what the authority needs to take a submission in, and submits that again.
     *
     * @param otherwise told why that is not possible
     */
    void fetch(AuthorityEffect.FetchHistory<O> fetch, Consumer<Reader.Reason> otherwise) {
        int count = Math.toIntExact(fetch.upTo() - fetch.after());
        calls.call(
                () -> codec.decode(environment.storage().read(document, fetch.after(), count)),
                history -> {
                    if (history.size() == count && history.getFirst().revision() == fetch.after() + 1) {
                        tell(new AuthorityEvent.Submitted<>(fetch.submission(), history));
                    } else {
                        // the entries are there no more, but slices in their place
                        otherwise.accept(Reader.Reason.BASE_TOO_OLD);
                    }
                },
                failure -> otherwise.accept(Reader.Reason.STORAGE_UNAVAILABLE));
    }

    private void tell(AuthorityEvent<O> event) {
        perform.accept(authority.on(event));
    }
}
