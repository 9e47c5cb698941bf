package dev.stet.ot.sync;

import dev.stet.ot.text.Rope;
import dev.stet.ot.text.TextOperation;
import dev.stet.ot.text.TextType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What one client was told and what it did, in JSON-shaped values: a test for client machines in any language.
 *
 * <p>A transcript is a list of steps {@code {event, effects, state, revision, shown}}. The client begins synchronized at
 * revision 0 of an empty text, with sequence 1.
 */
public final class Transcript {
    private final List<Map<String, Object>> steps = new ArrayList<>();

    /** Writes down a step that was taken. */
    public void add(
            ClientEvent<Rope, TextOperation> event,
            List<ClientEffect<TextOperation>> effects,
            SyncClient<Rope, TextOperation> client) {
        steps.add(step(event, effects, client));
    }

    /** Returns the steps so far. */
    public List<Map<String, Object>> steps() {
        return steps;
    }

    static Map<String, Object> step(
            ClientEvent<Rope, TextOperation> event,
            List<ClientEffect<TextOperation>> effects,
            SyncClient<Rope, TextOperation> client) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("event", encode(event));
        step.put("effects", effects.stream().map(Transcript::encode).toList());
        step.put("state", client.state().getClass().getSimpleName());
        step.put("revision", client.state().revision());
        step.put("shown", client.shown().toString());
        return step;
    }

    private static Map<String, Object> encode(ClientEvent<Rope, TextOperation> event) {
        return switch (event) {
            case ClientEvent.Edited<Rope, TextOperation>(var op) -> map("type", "edited", "op", encode(op));
            case ClientEvent.Applied<Rope, TextOperation>(var revision, var op) ->
                map("type", "applied", "revision", revision, "op", encode(op));
            case ClientEvent.Acknowledged<Rope, TextOperation>(var sequence, var revision) ->
                map("type", "acknowledged", "seq", sequence, "revision", revision);
            case ClientEvent.Rejected<Rope, TextOperation>(var sequence) -> map("type", "rejected", "seq", sequence);
            case ClientEvent.Retry<Rope, TextOperation> retry -> map("type", "retry");
            case ClientEvent.Disconnected<Rope, TextOperation> lost -> map("type", "disconnected");
            case ClientEvent.Resumed<Rope, TextOperation>(var at) ->
                at.isPresent() ? map("type", "resumed", "inFlightAt", at.getAsLong()) : map("type", "resumed");
            case ClientEvent.Reloaded<Rope, TextOperation>(var revision, var snapshot, var stored) ->
                map(
                        "type",
                        "reloaded",
                        "revision",
                        revision,
                        "snapshot",
                        snapshot.toString(),
                        "inFlightStored",
                        stored);
        };
    }

    private static Map<String, Object> encode(ClientEffect<TextOperation> effect) {
        return switch (effect) {
            case ClientEffect.Submit<TextOperation>(var revision, var sequence, var op) ->
                map("type", "submit", "revision", revision, "seq", sequence, "op", encode(op));
            case ClientEffect.Show<TextOperation>(var op) -> map("type", "show", "op", encode(op));
            case ClientEffect.Returned<TextOperation>(var op) -> map("type", "returned", "op", encode(op));
        };
    }

    private static Object encode(TextOperation operation) {
        return TextType.TEXT.encode(operation);
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    static ClientEvent<Rope, TextOperation> decode(Map<?, ?> event) {
        return switch ((String) event.get("type")) {
            case "edited" -> new ClientEvent.Edited<>(TextType.TEXT.decode(event.get("op")));
            case "applied" ->
                new ClientEvent.Applied<>(number(event, "revision"), TextType.TEXT.decode(event.get("op")));
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
                        number(event, "revision"), TextType.TEXT.decodeSnapshot(event.get("snapshot")), (Boolean)
                                event.get("inFlightStored"));
            default -> throw new IllegalArgumentException("unknown event, event=" + event);
        };
    }

    private static long number(Map<?, ?> event, String name) {
        return ((Number) event.get(name)).longValue();
    }
}
