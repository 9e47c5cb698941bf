package dev.stet.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.client.DocumentStatus;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextType;
import dev.stet.server.protocol.Json;
import dev.stet.server.storage.Durability;
import dev.stet.server.storage.LogEntry;
import dev.stet.server.storage.Storage;
import dev.stet.server.storage.StoreLocation;
import dev.stet.server.storage.StoredDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** What is promised to everybody who types, whatever becomes of servers: an ack stands, and stands once. */
final class Promises {
    private static final int PAGE = 1_000;
    private static final Duration RECOVERY = Duration.ofSeconds(120);

    private Promises() {}

    /** Waits until everybody was acknowledged something more. */
    static void awaitMoreAcks(List<Typist> typists) {
        List<Integer> before =
                typists.stream().map(t -> t.acknowledged().size()).toList();
        Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> IntStream.range(0, typists.size())
                        .allMatch(i -> typists.get(i).acknowledged().size() > before.get(i)));
    }

    /** Waits until everybody has sent everything, and has the same revision. */
    static void awaitOneRevision(List<Typist> typists) {
        Awaitility.await()
                .atMost(RECOVERY)
                .until(() -> typists.stream()
                                .map(typist -> typist.document().status())
                                .allMatch(status -> status.phase() == DocumentStatus.Phase.SYNCHRONIZED)
                        && typists.stream()
                                        .map(typist ->
                                                typist.document().status().revision())
                                        .distinct()
                                        .count()
                                == 1);
    }

    /** Holds what the typists were promised against what is in the log. */
    static void check(StoreLocation store, String name, List<Typist> typists, String what) {
        Map<Operation, Long> log = new HashMap<>();
        Map<Long, Rope> history = new HashMap<>();
        try (Storage storage = store.open(Durability.FORCED, Duration.ZERO)) {
            StoredDocument document = storage.find(name).orElseThrow();
            Rope text = Rope.empty();
            for (LogEntry entry : entries(storage, document)) {
                Long twice = log.put(new Operation(entry.client(), entry.sequence()), entry.revision());
                assertThat(twice)
                        .as("an operation is in the log once, entry=%s", entry)
                        .isNull();
                text = TextType.TEXT.apply(
                        text,
                        TextType.TEXT.decode(Objects.requireNonNull(
                                Json.encoded(entry.operation().array()).value())));
                history.put(entry.revision(), text);
            }
            for (Typist typist : typists) {
                assertThat(typist.document().status().revision()).isEqualTo(storage.head(document));
            }
        }
        int acks = 0;
        for (Typist typist : typists) {
            assertThat(typist.faults()).isEmpty();
            acks += typist.acknowledged().size();
            typist.acknowledged()
                    .forEach((sequence, revision) -> assertThat(log)
                            .as("what was acknowledged is in the log, where the ack said")
                            .containsEntry(new Operation(typist.id(), sequence), revision));
            typist.shownWhenSynchronized()
                    .forEach((revision, shown) -> assertThat(shown)
                            .as("nobody saw what the log does not have, client=%s revision=%s", typist.id(), revision)
                            .isEqualTo(revision == 0 ? Rope.empty() : history.get(revision)));
        }
        System.out.println(what + ", acknowledged " + acks + " operations, in the log " + log.size());
    }

    private record Operation(String client, long sequence) {}

    private static List<LogEntry> entries(Storage storage, StoredDocument document) {
        List<LogEntry> all = new ArrayList<>();
        List<LogEntry> page;
        do {
            page = storage.read(document, all.size(), PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }
}
