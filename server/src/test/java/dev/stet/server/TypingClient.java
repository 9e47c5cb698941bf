package dev.stet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stet.ot.sync.ClientEffect;
import dev.stet.ot.sync.ClientEvent;
import dev.stet.ot.sync.ClientState;
import dev.stet.ot.sync.InFlight;
import dev.stet.ot.sync.SyncClient;
import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who edits a text and follows what the others do, as the protocol says. Confined to the test's thread. */
final class TypingClient implements AutoCloseable {
    private static final TextType TEXT = TextType.TEXT;

    private final String client;
    private final String doc;
    private final SyncClient<Rope, TextOperation> sync;
    private final Map<Long, Long> acknowledged = new HashMap<>();
    private RawClient connection;
    private long lastSequence;
    private int refusals;

    private TypingClient(RawClient connection, String client, String doc, SyncClient<Rope, TextOperation> sync) {
        this.connection = connection;
        this.client = client;
        this.doc = doc;
        this.sync = sync;
    }

    /** Connects and opens the document. */
    static TypingClient open(StetServer server, String client, String doc) throws Exception {
        return open(server.address(), client, doc);
    }

    /** Connects and opens the document. */
    static TypingClient open(URI server, String client, String doc) throws Exception {
        RawClient connection = RawClient.connect(server, client);
        Map<String, Object> opened = connection.open(doc);
        return new TypingClient(
                connection,
                client,
                doc,
                new SyncClient<>(TEXT, number(opened, "revision"), Rope.of(String.valueOf(opened.get("snapshot"))), 1));
    }

    /** Loses its connection, and goes on with another server. */
    void moveTo(URI server) throws Exception {
        connection.cut();
        perform(sync.on(new ClientEvent.Disconnected<>()));
        connection = RawClient.connect(server, client);
        Optional<InFlight<TextOperation>> sent = sync.state().inFlight();
        Map<String, Object> opened = sent.isPresent()
                ? connection.resume(doc, revision(), sent.get().sequence())
                : connection.resume(doc, revision());
        Map<?, ?> inFlight = (Map<?, ?>) opened.getOrDefault("inFlight", Map.of());
        OptionalLong stored = inFlight.get("revision") instanceof Number revision
                ? OptionalLong.of(revision.longValue())
                : OptionalLong.empty();
        assertThat(opened).doesNotContainKey("snapshot").containsEntry("revision", (int) revision());
        perform(sync.on(new ClientEvent.Resumed<>(stored)));
    }

    String client() {
        return client;
    }

    /** Returns the number of the last operation that was sent. */
    long lastSequence() {
        return lastSequence;
    }

    /** Returns what the user sees. */
    String shown() {
        return sync.shown().toString();
    }

    /** Returns whether edits are waiting behind an operation in flight. */
    boolean isAhead() {
        return sync.state() instanceof ClientState.AwaitingWithBuffer<?, ?>;
    }

    /** Replaces something somewhere by a few characters. */
    void edit(RandomGenerator random) throws Exception {
        String text = shown();
        int at = boundary(text, random.nextInt(text.length() + 1));
        int end = boundary(text, Math.min(text.length(), at + random.nextInt(4)));
        String inserted = random.nextInt(4) == 0 ? "\uD83D\uDE00" : String.valueOf((char) ('a' + random.nextInt(26)));
        perform(sync.on(new ClientEvent.Edited<>(TextOperation.replace(at, end - at, inserted))));
    }

    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    /** Takes in what has come. */
    void takeWhatCame() throws Exception {
        while (!connection.isQuiet()) {
            take(connection.next());
        }
    }

    /** Takes in what comes until everything is acknowledged and this revision is reached. */
    void settle(long revision) throws Exception {
        while (!(sync.state() instanceof ClientState.Synchronized<?, ?>) || revision() < revision) {
            take(connection.next());
        }
    }

    /** Returns the revision of every operation that was acknowledged, by its sequence. */
    Map<Long, Long> acknowledged() {
        return acknowledged;
    }

    /** Returns how often an operation was refused, each time to be sent again. */
    int refusals() {
        return refusals;
    }

    long revision() {
        return sync.state().revision();
    }

    private void take(Map<String, Object> message) throws Exception {
        switch (String.valueOf(message.get("type"))) {
            case "op:applied" -> {
                List<?> operations = (List<?>) Objects.requireNonNull(message.get("operations"));
                long revision = number(message, "revision") - operations.size();
                for (Object applied : operations) {
                    Object op = Objects.requireNonNull(((Map<?, ?>) applied).get("op"));
                    perform(sync.on(new ClientEvent.Applied<>(++revision, TEXT.decode(op))));
                }
            }
            case "op:ack" -> {
                long seq = number(message, "seq");
                long revision = number(message, "revision");
                acknowledged.put(seq, revision);
                perform(sync.on(new ClientEvent.Acknowledged<>(seq, revision)));
            }
            case "error" -> {
                assertThat(message).containsEntry("retryable", true);
                refusals++;
                perform(sync.on(new ClientEvent.Retry<>()));
            }
            default -> assertThat(message).containsEntry("type", "presence:changed");
        }
    }

    private void perform(List<ClientEffect<TextOperation>> effects) throws Exception {
        for (ClientEffect<TextOperation> effect : effects) {
            if (effect instanceof ClientEffect.Submit<TextOperation>(long revision, long sequence, var operation)) {
                lastSequence = Math.max(lastSequence, sequence);
                connection.submit(
                        doc, revision, sequence, JsonMapper.shared().writeValueAsString(TEXT.encode(operation)));
            }
        }
    }

    private static long number(Map<String, Object> message, String field) {
        return ((Number) Objects.requireNonNull(message.get(field))).longValue();
    }

    @Override
    public void close() {
        connection.close();
    }
}
