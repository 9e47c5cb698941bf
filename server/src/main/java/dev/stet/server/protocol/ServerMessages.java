package dev.stet.server.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads server messages from JSON, for clients. */
final class ServerMessages {
    private ServerMessages() {}

    static List<ServerMessage> read(JsonParser parser) throws ProtocolException {
        Object frame = JsonFields.value(parser, parser.nextToken());
        List<?> messages = frame instanceof List<?> list ? list : List.of(frame == null ? List.of() : frame);
        List<ServerMessage> read = new ArrayList<>(messages.size());
        for (@Nullable Object message : messages) {
            JsonFields fields = new JsonFields(JsonFields.object(message)
                    .orElseThrow(() -> new JsonFields().fault(ErrorCode.BAD_MESSAGE, "a message is a JSON object")));
            of(fields).ifPresent(read::add);
        }
        return read;
    }

    private static Optional<ServerMessage> of(JsonFields fields) throws ProtocolException {
        return Optional.ofNullable(
                switch (fields.string("type")) {
                    case "op:applied" ->
                        new ServerMessage.Applied(fields.doc(), fields.integer("revision", 1), operations(fields));
                    case "op:ack" ->
                        new ServerMessage.Ack(fields.doc(), fields.integer("seq", 1), fields.integer("revision", 1));
                    case "presence:changed" ->
                        new ServerMessage.PresenceChanged(
                                fields.doc(),
                                fields.integer("revision", 0),
                                participants(fields),
                                fields.strings("left"));
                    case "doc:opened" ->
                        new ServerMessage.Opened(
                                re(fields),
                                fields.doc(),
                                fields.string("docType"),
                                fields.string("store"),
                                fields.integer("revision", 0),
                                fields.optionalJson("snapshot"),
                                inFlight(fields),
                                fields.string("role"),
                                fields.string("participant"),
                                participants(fields));
                    case "doc:closed" -> new ServerMessage.Closed(re(fields), fields.doc(), reason(fields));
                    case "doc:role" -> new ServerMessage.RoleChanged(fields.doc(), fields.string("role"));
                    case "session:expiring" -> new ServerMessage.Expiring(fields.integer("expiresInMs", 0));
                    case "session:renewed" ->
                        new ServerMessage.Renewed(
                                re(fields),
                                fields.has("expiresAt") ? Optional.of(fields.string("expiresAt")) : Optional.empty(),
                                fields.optionalInteger("expiresInMs", 0));
                    case "session:expired" -> new ServerMessage.Expired(unacknowledged(fields));
                    case "pong" -> new ServerMessage.Pong(re(fields));
                    case "session:draining" -> new ServerMessage.Draining(fields.integer("retryAfterMs", 0));
                    case "session:welcome" -> welcome(fields);
                    case "error" -> error(fields);
                    default -> null;
                });
    }

    private static List<ServerMessage.Unacknowledged> unacknowledged(JsonFields fields) throws ProtocolException {
        List<ServerMessage.Unacknowledged> operations = new ArrayList<>();
        for (JsonFields operation : fields.objects("unacknowledged")) {
            operations.add(new ServerMessage.Unacknowledged(operation.doc(), operation.integer("seq", 1)));
        }
        return operations;
    }

    private static List<ServerMessage.AppliedOperation> operations(JsonFields fields) throws ProtocolException {
        List<ServerMessage.AppliedOperation> operations = new ArrayList<>();
        for (JsonFields operation : fields.objects("operations")) {
            operations.add(new ServerMessage.AppliedOperation(
                    operation.json("op"), operation.string("author"), operation.optionalInteger("seq", 1)));
        }
        return operations;
    }

    private static List<ServerMessage.Participant> participants(JsonFields fields) throws ProtocolException {
        List<ServerMessage.Participant> participants = new ArrayList<>();
        for (JsonFields participant : fields.objects("participants")) {
            participants.add(new ServerMessage.Participant(
                    participant.string("participant"),
                    participant.string("user"),
                    participant.selection("selection"),
                    participant.optionalJson("state")));
        }
        return participants;
    }

    private static Optional<ServerMessage.InFlight> inFlight(JsonFields fields) throws ProtocolException {
        if (!fields.has("inFlight")) {
            return Optional.empty();
        }
        JsonFields inFlight = fields.nested("inFlight");
        return Optional.of(
                new ServerMessage.InFlight(inFlight.integer("seq", 1), inFlight.optionalInteger("revision", 1)));
    }

    private static ServerMessage.CloseReason reason(JsonFields fields) throws ProtocolException {
        String name = fields.string("reason");
        for (ServerMessage.CloseReason reason : ServerMessage.CloseReason.values()) {
            if (reason.name().toLowerCase(Locale.ROOT).equals(name)) {
                return reason;
            }
        }
        throw fields.fault(ErrorCode.BAD_MESSAGE, "there is no such reason");
    }

    private static ServerMessage welcome(JsonFields fields) throws ProtocolException {
        JsonFields limits = fields.nested("limits");
        return new ServerMessage.Welcome(
                fields.string("session"),
                fields.string("client"),
                fields.string("user"),
                fields.integer("heartbeatMs", 1),
                new ServerMessage.AdvertisedLimits(
                        Math.toIntExact(limits.integer("maxFrameBytes", 1)),
                        Math.toIntExact(limits.integer("maxOperationBytes", 1)),
                        limits.integer("maxDocumentSize", 1),
                        Math.toIntExact(limits.integer("maxOpenDocuments", 1)),
                        Math.toIntExact(limits.integer("maxStateBytes", 0)),
                        new ServerMessage.AdvertisedRates(
                                rate(limits, "savedUpMs"),
                                rate(limits, "maxMessagesPerSecond"),
                                rate(limits, "maxBytesPerSecond"),
                                rate(limits, "maxTransformPerSecond"),
                                rate(limits, "maxOperationsPerSecond"),
                                rate(limits, "maxConnections"))),
                fields.optionalInteger("expiresInMs", 0));
    }

    private static long rate(JsonFields limits, String name) throws ProtocolException {
        return limits.optionalInteger(name, 0).orElse(0);
    }

    private static ServerMessage error(JsonFields fields) throws ProtocolException {
        boolean retryable = fields.bool("retryable", false);
        OptionalLong component = fields.optionalInteger("component", 0);
        return new ServerMessage.Failure(
                // a code of a later version counts as one that says the same about trying again
                ErrorCode.ofWireName(fields.string("code"))
                        .orElse(retryable ? ErrorCode.OVERLOADED : ErrorCode.INTERNAL),
                fields.string("message"),
                re(fields),
                fields.has("doc") ? Optional.of(fields.doc()) : Optional.empty(),
                fields.optionalInteger("seq", 1),
                fields.has("rule") ? Optional.of(fields.string("rule")) : Optional.empty(),
                component.isPresent() ? OptionalInt.of(Math.toIntExact(component.getAsLong())) : OptionalInt.empty(),
                fields.optionalInteger("retryAfterMs", 0));
    }

    private static Optional<String> re(JsonFields fields) throws ProtocolException {
        return fields.has("re") ? Optional.of(fields.string("re")) : Optional.empty();
    }
}
