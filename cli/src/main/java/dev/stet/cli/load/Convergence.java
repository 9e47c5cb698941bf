package dev.stet.cli.load;

import dev.stet.client.DocumentContent;
import dev.stet.client.DocumentStatus;
import dev.stet.client.DocumentStatus.Phase;
import dev.stet.client.HttpDocuments;
import dev.stet.client.Moment;
import dev.stet.ot.OperationType;
import dev.stet.ot.text.Rope;
import dev.stet.server.protocol.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Checks what a load left behind: that a document's log has exactly the acknowledged operations, and that every client
 * shows what the server has. A fast wrong answer is worth nothing.
 *
 * <p>Threads: immutable; documents are checked several at a time.
 *
 * @param patience how long a client may take to show the newest revision
 */
record Convergence<S, O>(OperationType<S, O> type, Target target, Duration patience) {
    private static final int AT_ONCE = 8;
    private static final int MOST_FINDINGS = 20;

    /** Checks every document, when nobody writes any more. */
    Verdict check(List<Room<S, O>> rooms) throws InterruptedException, ExecutionException {
        List<String> findings = new ArrayList<>();
        try (HttpDocuments http = target.http()) {
            Parallel.map(rooms.size(), AT_ONCE, i -> check(rooms.get(i), http)).forEach(findings::addAll);
        }
        if (findings.size() > MOST_FINDINGS) {
            int more = findings.size() - MOST_FINDINGS;
            findings.subList(MOST_FINDINGS, findings.size()).clear();
            findings.add("and more of the kind, more=" + more);
        }
        return new Verdict(
                rooms.size(),
                (int) rooms.stream().flatMap(Room::seats).count(),
                rooms.stream().mapToLong(Room::acknowledged).sum(),
                findings);
    }

    private List<String> check(Room<S, O> room, HttpDocuments http) throws InterruptedException {
        List<String> findings = new ArrayList<>();
        try {
            DocumentContent content = http.read(room.doc(), new Moment.Newest());
            checkLog(room, content.revision(), http, findings);
            S stored = type.decodeSnapshot(plain(content.content()));
            int number = 0;
            for (Seat<S, O, ?> seat : room.seats().toList()) {
                number++;
                int client = number;
                difference(seat, content.revision(), stored)
                        .ifPresent(what -> findings.add(what + ", doc=" + room.doc() + " client=" + client));
            }
        } catch (IOException | RuntimeException e) {
            findings.add("the document could not be checked, doc=" + room.doc() + " why=" + e.getMessage());
        }
        return findings;
    }

    /** Returns a snapshot in its plain form, of which the server tells a text as it is. */
    private Object plain(String content) {
        return type.empty() instanceof Rope
                ? content
                : Objects.requireNonNull(
                        Json.encoded(content.getBytes(StandardCharsets.UTF_8)).value());
    }

    private void checkLog(Room<S, O> room, long head, HttpDocuments http, List<String> findings)
            throws IOException, InterruptedException {
        long acknowledged = room.acknowledged();
        AtomicLong entries = new AtomicLong();
        if (head > room.base()) {
            http.operations(room.doc(), room.base() + 1, Optional.of(head), entry -> {
                if (entry.revision() == room.base() + entries.get() + 1) {
                    entries.incrementAndGet();
                }
            });
        }
        if (head != room.base() + acknowledged || entries.get() != acknowledged) {
            findings.add("the log does not have exactly what was acknowledged, doc=" + room.doc() + " acknowledged="
                    + acknowledged + " stored=" + entries.get() + " revision=" + head + " expectedRevision="
                    + (room.base() + acknowledged));
        }
    }

    private Optional<String> difference(Seat<S, O, ?> seat, long head, S stored) throws InterruptedException {
        DocumentStatus<S> status;
        try {
            status = seat.document()
                    .when(now -> now.phase() == Phase.SYNCHRONIZED && now.revision() >= head)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return Optional.of("a client lost the document");
        } catch (TimeoutException e) {
            DocumentStatus<S> now = seat.document().status();
            return Optional.of("a client does not come to the newest revision, phase=" + now.phase() + " revision="
                    + now.revision() + " newest=" + head);
        }
        return status.revision() == head && status.shown().equals(stored)
                ? Optional.empty()
                : Optional.of("a client shows something else than the server has, revision=" + status.revision()
                        + " newest=" + head + " shownSize=" + type.size(status.shown()) + " storedSize="
                        + type.size(stored));
    }
}
