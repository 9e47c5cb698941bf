package dev.stet.ot.sync;

import dev.stet.ot.OperationType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What one client was told and what it did, in JSON-shaped values: a test for client machines in any language.
 *
 * <p>A transcript is a list of steps {@code {event, effects, state, revision, shown}}. The client begins synchronized at
 * revision 0, with sequence 1. Where two snapshots are compared, the difference is one replacement. An edit says in
 * {@code made} how it was made: {@code edited}, {@code joined}, {@code undo} or {@code redo}; a step that is nothing but
 * {@code made} is an undo or a redo of which nothing came.
 */
public final class Transcript<S, O> {
    private final OperationType<S, O> type;
    private final S beginning;
    private final List<Map<String, Object>> steps = new ArrayList<>();

    /** A transcript without steps of a client that opened this document. */
    public Transcript(OperationType<S, O> type, S beginning) {
        this.type = type;
        this.beginning = beginning;
    }

    /** A transcript without steps of a client of this type that opened an empty document. */
    public Transcript(OperationType<S, O> type) {
        this(type, type.empty());
    }

    /** Returns the transcript of a client that opened a document in its encoded form. */
    public static <S, O> Transcript<S, O> ofEncoded(OperationType<S, O> type, Object beginning) {
        return new Transcript<>(type, type.decodeSnapshot(beginning));
    }

    /** Writes down a step that was taken. */
    public void add(ClientEvent<S, O> event, List<ClientEffect<O>> effects, SyncClient<S, O> client) {
        steps.add(step(event, effects, client));
    }

    /** Writes down how the edit was made that is the last step. */
    public void made(String how) {
        steps.getLast().put("made", how);
    }

    /** Writes down an undo or a redo of which nothing came. */
    public void madeNothing(String how) {
        steps.add(map("made", how));
    }

    /** Returns the document that the client opened, in its encoded form. */
    public Object beginning() {
        return type.encodeSnapshot(beginning);
    }

    /** Returns the steps so far. */
    public List<Map<String, Object>> steps() {
        return steps;
    }

    /**
     * Takes recorded steps again, with a new client.
     *
     * @return the steps as they come out now
     */
    public List<Map<String, Object>> again(List<?> recorded) {
        SyncClient<S, O> client = new SyncClient<>(type, 0, beginning, 1);
        List<Map<String, Object>> taken = new ArrayList<>();
        for (Object each : recorded) {
            Map<?, ?> step = (Map<?, ?>) each;
            Map<String, Object> next = new LinkedHashMap<>();
            if (step.get("event") instanceof Map<?, ?> encoded) {
                ClientEvent<S, O> event = decode(encoded);
                next = step(event, client.on(event), client);
            }
            if (step.get("made") instanceof String how) {
                next.put("made", how);
            }
            taken.add(next);
        }
        return taken;
    }

    private Map<String, Object> step(ClientEvent<S, O> event, List<ClientEffect<O>> effects, SyncClient<S, O> client) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("event", encode(event));
        step.put("effects", effects.stream().map(this::encode).toList());
        step.put("state", client.state().getClass().getSimpleName());
        step.put("revision", client.state().revision());
        step.put("shown", type.encodeSnapshot(client.shown()));
        return step;
    }

    private Map<String, Object> encode(ClientEvent<S, O> event) {
        return switch (event) {
            case ClientEvent.Edited<S, O>(var op) -> map("type", "edited", "op", encode(op));
            case ClientEvent.Applied<S, O>(var revision, var op) ->
                map("type", "applied", "revision", revision, "op", encode(op));
            case ClientEvent.CaughtUp<S, O>(var revision, var ops) ->
                map(
                        "type",
                        "caughtUp",
                        "revision",
                        revision,
                        "ops",
                        ops.stream().map(this::encode).toList());
            case ClientEvent.Acknowledged<S, O>(var sequence, var revision) ->
                map("type", "acknowledged", "seq", sequence, "revision", revision);
            case ClientEvent.Rejected<S, O>(var sequence) -> map("type", "rejected", "seq", sequence);
            case ClientEvent.Retry<S, O> retry -> map("type", "retry");
            case ClientEvent.Disconnected<S, O> lost -> map("type", "disconnected");
            case ClientEvent.Resumed<S, O>(var at) ->
                at.isPresent() ? map("type", "resumed", "inFlightAt", at.getAsLong()) : map("type", "resumed");
            case ClientEvent.Reloaded<S, O>(var revision, var snapshot, var stored) ->
                map(
                        "type",
                        "reloaded",
                        "revision",
                        revision,
                        "snapshot",
                        type.encodeSnapshot(snapshot),
                        "inFlightStored",
                        stored);
        };
    }

    private Map<String, Object> encode(ClientEffect<O> effect) {
        return switch (effect) {
            case ClientEffect.Submit<O>(var revision, var sequence, var op) ->
                map("type", "submit", "revision", revision, "seq", sequence, "op", encode(op));
            case ClientEffect.Show<O>(var op) -> map("type", "show", "op", encode(op));
            case ClientEffect.Returned<O>(var op) -> map("type", "returned", "op", encode(op));
        };
    }

    private Object encode(O operation) {
        return type.encode(operation);
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private ClientEvent<S, O> decode(Map<?, ?> event) {
        return switch ((String) event.get("type")) {
            case "edited" -> new ClientEvent.Edited<>(type.decode(event.get("op")));
            case "applied" -> new ClientEvent.Applied<>(number(event, "revision"), type.decode(event.get("op")));
            case "acknowledged" -> new ClientEvent.Acknowledged<>(number(event, "seq"), number(event, "revision"));
            case "rejected" -> new ClientEvent.Rejected<>(number(event, "seq"));
            case "retry" -> new ClientEvent.Retry<>();
            case "disconnected" -> new ClientEvent.Disconnected<>();
            case "resumed" ->
                new ClientEvent.Resumed<>(
                        event.containsKey("inFlightAt")
                                ? OptionalLong.of(number(event, "inFlightAt"))
                                : OptionalLong.empty());
            case "reloaded" ->
                new ClientEvent.Reloaded<>(
                        number(event, "revision"), type.decodeSnapshot(event.get("snapshot")), (Boolean)
                                event.get("inFlightStored"));
            default -> throw new IllegalArgumentException("unknown event, event=" + event);
        };
    }

    private static long number(Map<?, ?> event, String name) {
        return ((Number) event.get(name)).longValue();
    }
}
