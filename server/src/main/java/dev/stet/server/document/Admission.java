package dev.stet.server.document;

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
    private static final int PAGE = 5_000;

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
     * @param backlog the entries after {@code revision} that are not in memory
     */
    record Answer(long revision, boolean reload, List<LogEntry> backlog, OptionalLong inFlightAt) {}

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
        List<Waiting> ready =
                waiting.stream().filter(one -> settledUpTo(one.until())).toList();
        waiting.removeAll(ready);
        ready.forEach(one -> answer(one.reader(), one.request()));
    }

    private boolean settledUpTo(long revision) {
        return authority.durable() >= revision || authority.isSettled();
    }

    private void answer(Reader reader, JoinRequest request) {
        long durable = authority.durable();
        long since = request.since().orElse(Long.MAX_VALUE);
        if (since > durable) {
            admit.accept(reader, new Answer(durable, true, List.of(), OptionalLong.empty()));
        } else if (since >= authority.tailAfter()) {
            admit.accept(reader, new Answer(since, false, List.of(), inMemory(reader, request, since)));
        } else if (!authority.outOfReach(since)) {
            resumeFromStorage(reader, request, since);
        } else {
            reload(reader, request, since);
        }
    }

    private void resumeFromStorage(Reader reader, JoinRequest request, long since) {
        int count = Math.toIntExact(authority.tailAfter() - since);
        read(reader, storedSince(since, count), backlog -> {
            boolean reaches = !backlog.isEmpty() && backlog.getLast().revision() >= authority.tailAfter();
            if (!reaches) {
                // the tail moved on while the storage was being read
                answer(reader, request);
                return;
            }
            if (backlog.getFirst().revision() != since + 1) {
                // the entries are there no more, but slices in their place
                reload(reader, request, since);
                return;
            }
            OptionalLong found = find(backlog, reader, request);
            long end = backlog.getLast().revision();
            admit.accept(
                    reader,
                    new Answer(since, false, backlog, found.isPresent() ? found : inMemory(reader, request, end)));
        });
    }

    private void reload(Reader reader, JoinRequest request, long since) {
        if (request.inFlight().isEmpty()) {
            admit.accept(reader, new Answer(authority.durable(), true, List.of(), OptionalLong.empty()));
            return;
        }
        read(reader, () -> search(reader, request, since), found -> {
            long durable = authority.durable();
            OptionalLong at = found.filter(revision -> revision <= durable)
                    .map(OptionalLong::of)
                    .orElse(OptionalLong.empty());
            admit.accept(reader, new Answer(durable, true, List.of(), at));
        });
    }

    private Supplier<List<LogEntry>> storedSince(long since, int count) {
        return () -> storage.read(document, since, count);
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
    private Optional<Long> search(Reader reader, JoinRequest request, long since) {
        Optional<LastSequence> squashed = since < storage.squashedUpTo(document)
                ? storage.lastSquashed(document, reader.client())
                : Optional.empty();
        if (squashed.isPresent()
                && squashed.get().sequence() >= request.inFlight().orElse(Long.MAX_VALUE)) {
            return Optional.of(squashed.get().revision());
        }
        long at = since;
        while (true) {
            List<LogEntry> page = storage.read(document, at, PAGE);
            OptionalLong found = find(page, reader, request);
            if (found.isPresent() || page.size() < PAGE) {
                return found.isPresent() ? Optional.of(found.getAsLong()) : Optional.empty();
            }
            at = page.getLast().revision();
        }
    }

    private static OptionalLong find(List<LogEntry> entries, Reader reader, JoinRequest request) {
        if (request.inFlight().isEmpty()) {
            return OptionalLong.empty();
        }
        long sequence = request.inFlight().getAsLong();
        return entries.stream()
                .filter(entry -> entry.sequence() == sequence && entry.client().equals(reader.client()))
                .mapToLong(LogEntry::revision)
                .findFirst();
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
