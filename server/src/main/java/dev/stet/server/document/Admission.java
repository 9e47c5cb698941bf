package dev.stet.server.document;

import dev.stet.ot.sync.AuthorityState;
import dev.stet.ot.sync.DocumentAuthority;
import dev.stet.ot.sync.OperationId;
import dev.stet.server.storage.LastSequence;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoredDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How readers get in: finds out where each can go on, and what became of its operation in flight. Confined to the
 * document's mailbox.
 *
 * <p>Only what is durable counts. A reader with an operation in flight therefore waits until everything that was accepted
 * when it asked is stored, or known not to be.
 */
final class Admission<O> {
    private static final long PAGE_BYTES = 1 << 20;

    private final StoredDocument document;
    private final Storage storage;
    private final StorageCalls calls;
    private final DocumentAuthority<?, O> authority;
    private final CatchUp catchUp;
    private final BiConsumer<Reader, Answer> admit;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<Reader> reading = new HashSet<>();

    /** @param admit is told who gets in, and where */
    Admission(
            StoredDocument document,
            Environment environment,
            StorageCalls calls,
            DocumentAuthority<?, O> authority,
            CatchUp catchUp,
            BiConsumer<Reader, Answer> admit) {
        this.document = document;
        this.storage = environment.storage();
        this.calls = calls;
        this.authority = authority;
        this.catchUp = catchUp;
        this.admit = admit;
    }

    private record Waiting(Reader reader, JoinRequest request, long until) {}

    /**
     * Where a reader goes on.
     *
     * @param reload whether it gets a snapshot, since it has nothing or is too far behind
     */
    record Answer(long revision, boolean reload, OptionalLong inFlightAt) {}

    boolean isEmpty() {
        return waiting.isEmpty() && reading.isEmpty();
    }

    void ask(Reader reader, JoinRequest request) {
        reading.add(reader);
        catchUp.then(
                () -> {
                    if (reading.remove(reader)) {
                        await(reader, request);
                    }
                },
                failure -> unavailable(reader));
    }

    private void await(Reader reader, JoinRequest request) {
        if (request.inFlight().isPresent() && !settledUpTo(authority.head())) {
            waiting.add(new Waiting(reader, request, authority.head()));
        } else {
            answer(reader, request);
        }
    }

    /** Forgets a reader that went away before it was in. */
    void withdraw(Reader reader) {
        waiting.removeIf(one -> one.reader().equals(reader));
        reading.remove(reader);
    }

    /** Answers those who waited for what is durable, or known not to be, by now. */
    void review() {
        if (waiting.isEmpty()) {
            return; // as after most commits
        }
        List<Waiting> ready =
                waiting.stream().filter(one -> settledUpTo(one.until())).toList();
        waiting.removeAll(ready);
        ready.forEach(one -> answer(one.reader(), one.request()));
    }

    private boolean settledUpTo(long revision) {
        return authority.durable() >= revision
                || authority.state() instanceof AuthorityState.Idle
                || authority.state() instanceof AuthorityState.Unavailable;
    }

    private void answer(Reader reader, JoinRequest request) {
        long durable = authority.durable();
        long since = request.since().orElse(Long.MAX_VALUE);
        if (since > durable) {
            admit.accept(reader, new Answer(durable, true, OptionalLong.empty()));
        } else if (request.isOfAnother(storage.id())) {
            // what is here at that revision may be something else
            reload(reader, request, since);
        } else if (since >= authority.tailAfter()) {
            admit.accept(reader, new Answer(since, false, inMemory(reader, request, since)));
        } else if (!authority.outOfReach(since)) {
            resumeFromStorage(reader, request, since);
        } else {
            reload(reader, request, since);
        }
    }

    /** Lets a reader go on with what is stored, which it reads for itself, if it is there still. */
    private void resumeFromStorage(Reader reader, JoinRequest request, long since) {
        read(reader, () -> stored(reader, request, since), stored -> {
            long from = stored.squashed() ? authority.durable() : since;
            admit.accept(reader, new Answer(from, stored.squashed(), inLog(stored.inFlightAt())));
        });
    }

    private void reload(Reader reader, JoinRequest request, long since) {
        if (request.inFlight().isEmpty()) {
            admit.accept(reader, new Answer(authority.durable(), true, OptionalLong.empty()));
            return;
        }
        read(
                reader,
                () -> search(reader, request, since),
                found -> admit.accept(reader, new Answer(authority.durable(), true, inLog(found))));
    }

    /** What is stored after a revision: whether its beginning is squashed, and where the operation in flight is. */
    private record Stored(boolean squashed, OptionalLong inFlightAt) {}

    private Stored stored(Reader reader, JoinRequest request, long since) {
        OptionalLong found = request.inFlight().isPresent() ? search(reader, request, since) : OptionalLong.empty();
        return new Stored(since < storage.squashedUpTo(document), found);
    }

    /** Leaves out what is in the log, but later than anybody was told of. */
    private OptionalLong inLog(OptionalLong found) {
        return found.isPresent() && found.getAsLong() <= authority.durable() ? found : OptionalLong.empty();
    }

    private <T> void read(Reader reader, Supplier<T> work, Consumer<T> then) {
        reading.add(reader);
        calls.call(
                work,
                result -> {
                    if (reading.remove(reader)) {
                        then.accept(result);
                    }
                },
                failure -> unavailable(reader));
    }

    private void unavailable(Reader reader) {
        if (reading.remove(reader)) {
            reader.unavailable("the document cannot be read now");
        }
    }

    /** Looks for the operation in flight through the log from a revision on. Blocks. */
    private OptionalLong search(Reader reader, JoinRequest request, long since) {
        long sequence = request.inFlight().orElseThrow();
        Optional<LastSequence> squashed = since < storage.squashedUpTo(document)
                ? storage.lastSquashed(document, reader.client())
                : Optional.empty();
        if (squashed.isPresent() && squashed.get().sequence() >= sequence) {
            return OptionalLong.of(squashed.get().revision());
        }
        List<LogEntry> page = storage.readPage(document, since, PAGE_BYTES);
        while (!page.isEmpty()) {
            for (LogEntry entry : page) {
                if (entry.sequence() == sequence && entry.client().equals(reader.client())) {
                    return OptionalLong.of(entry.revision());
                }
            }
            page = storage.readPage(document, page.getLast().revision(), PAGE_BYTES);
        }
        return OptionalLong.empty();
    }

    private OptionalLong inMemory(Reader reader, JoinRequest request, long after) {
        if (request.inFlight().isEmpty()) {
            return OptionalLong.empty();
        }
        OperationId id = new OperationId(reader.client(), request.inFlight().getAsLong());
        for (long r = after + 1; r <= authority.durable(); r++) {
            if (authority.entry(r).id().equals(id)) {
                return OptionalLong.of(r);
            }
        }
        return OptionalLong.empty();
    }
}
