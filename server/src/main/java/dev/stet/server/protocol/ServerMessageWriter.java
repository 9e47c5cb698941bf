package dev.stet.server.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes server messages as objects with named fields. */
final class ServerMessageWriter {
    private final JsonGenerator json;
    private final ValueWriter values;

    ServerMessageWriter(JsonGenerator json, ValueWriter values) {
        this.json = json;
        this.values = values;
    }

    void write(ServerMessage message) {
        json.writeStartObject();
        switch (message) {
            case ServerMessage.Applied applied -> {
                start("op:applied", Optional.empty(), applied.doc());
                json.writeNumberProperty("revision", applied.revision());
                json.writeArrayPropertyStart("operations");
                for (ServerMessage.AppliedOperation operation : applied.operations()) {
                    json.writeStartObject();
                    raw("op", operation.op());
                    json.writeStringProperty("author", operation.author());
                    operation.seq().ifPresent(seq -> json.writeNumberProperty("seq", seq));
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            case ServerMessage.Ack ack -> {
                start("op:ack", Optional.empty(), ack.doc());
                json.writeNumberProperty("seq", ack.seq());
                json.writeNumberProperty("revision", ack.revision());
            }
            case ServerMessage.PresenceChanged changed -> {
                start("presence:changed", Optional.empty(), changed.doc());
                json.writeNumberProperty("revision", changed.revision());
                participants(changed.participants());
                json.writeArrayPropertyStart("left");
                changed.left().forEach(json::writeString);
                json.writeEndArray();
            }
            case ServerMessage.Opened opened -> opened(opened);
            case ServerMessage.Closed closed -> {
                start("doc:closed", closed.re(), closed.doc());
                json.writeStringProperty("reason", closed.reason().name().toLowerCase(Locale.ROOT));
            }
            case ServerMessage.Pong pong -> start("pong", pong.re());
            case ServerMessage.Draining draining -> {
                start("session:draining", Optional.empty());
                json.writeNumberProperty("retryAfterMs", draining.retryAfterMs());
            }
            case ServerMessage.RoleChanged changed -> {
                start("doc:role", Optional.empty(), changed.doc());
                json.writeStringProperty("role", changed.role());
            }
            case ServerMessage.Expiring expiring -> {
                start("session:expiring", Optional.empty());
                json.writeNumberProperty("expiresInMs", expiring.expiresInMs());
            }
            case ServerMessage.Renewed renewed -> {
                start("session:renewed", renewed.re());
                renewed.expiresAt().ifPresent(at -> json.writeStringProperty("expiresAt", at));
                renewed.expiresInMs().ifPresent(ms -> json.writeNumberProperty("expiresInMs", ms));
            }
            case ServerMessage.Expired expired -> expired(expired);
            case ServerMessage.Welcome welcome -> welcome(welcome);
            case ServerMessage.Failure error -> error(error);
        }
        json.writeEndObject();
    }

    private void opened(ServerMessage.Opened opened) {
        start("doc:opened", opened.re(), opened.doc());
        json.writeStringProperty("docType", opened.docType());
        json.writeStringProperty("store", opened.store());
        json.writeNumberProperty("revision", opened.revision());
        opened.snapshot().ifPresent(snapshot -> raw("snapshot", snapshot));
        opened.inFlight().ifPresent(inFlight -> {
            json.writeObjectPropertyStart("inFlight");
            json.writeNumberProperty("seq", inFlight.seq());
            inFlight.revision().ifPresent(revision -> json.writeNumberProperty("revision", revision));
            json.writeEndObject();
        });
        json.writeStringProperty("role", opened.role());
        json.writeStringProperty("participant", opened.participant());
        participants(opened.participants());
    }

    private void welcome(ServerMessage.Welcome welcome) {
        start("session:welcome", Optional.empty());
        json.writeStringProperty("session", welcome.session());
        json.writeStringProperty("client", welcome.client());
        json.writeStringProperty("user", welcome.user());
        json.writeNumberProperty("heartbeatMs", welcome.heartbeatMs());
        welcome.expiresInMs().ifPresent(ms -> json.writeNumberProperty("expiresInMs", ms));
        json.writeObjectPropertyStart("limits");
        json.writeNumberProperty("maxFrameBytes", welcome.limits().maxFrameBytes());
        json.writeNumberProperty("maxOperationBytes", welcome.limits().maxOperationBytes());
        json.writeNumberProperty("maxDocumentSize", welcome.limits().maxDocumentSize());
        json.writeNumberProperty("maxOpenDocuments", welcome.limits().maxOpenDocuments());
        json.writeNumberProperty("maxStateBytes", welcome.limits().maxStateBytes());
        rates(welcome.limits().rates());
        json.writeEndObject();
    }

    private void rates(ServerMessage.AdvertisedRates rates) {
        ifLimited("savedUpMs", rates.savedUpMs());
        ifLimited("maxMessagesPerSecond", rates.maxMessagesPerSecond());
        ifLimited("maxBytesPerSecond", rates.maxBytesPerSecond());
        ifLimited("maxTransformPerSecond", rates.maxTransformPerSecond());
        ifLimited("maxOperationsPerSecond", rates.maxOperationsPerSecond());
        ifLimited("maxConnections", rates.maxConnections());
    }

    private void ifLimited(String name, long limit) {
        if (limit > 0) {
            json.writeNumberProperty(name, limit);
        }
    }

    private void expired(ServerMessage.Expired expired) {
        start("session:expired", Optional.empty());
        json.writeArrayPropertyStart("unacknowledged");
        for (ServerMessage.Unacknowledged operation : expired.unacknowledged()) {
            json.writeStartObject();
            json.writeStringProperty("doc", operation.doc());
            json.writeNumberProperty("seq", operation.seq());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void error(ServerMessage.Failure error) {
        start("error", error.re());
        json.writeStringProperty("code", error.code().wireName());
        json.writeStringProperty("message", error.message());
        error.doc().ifPresent(doc -> json.writeStringProperty("doc", doc));
        error.seq().ifPresent(seq -> json.writeNumberProperty("seq", seq));
        error.rule().ifPresent(rule -> json.writeStringProperty("rule", rule));
        error.component().ifPresent(component -> json.writeNumberProperty("component", component));
        json.writeBooleanProperty("retryable", error.code().retryable());
        error.retryAfterMs().ifPresent(ms -> json.writeNumberProperty("retryAfterMs", ms));
    }

    private void participants(List<ServerMessage.Participant> participants) {
        json.writeArrayPropertyStart("participants");
        for (ServerMessage.Participant participant : participants) {
            json.writeStartObject();
            json.writeStringProperty("participant", participant.participant());
            json.writeStringProperty("user", participant.user());
            participant.selection().ifPresent(selection -> Selections.write(json, selection));
            participant.state().ifPresent(state -> raw("state", state));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void start(String type, Optional<String> re) {
        json.writeStringProperty("type", type);
        re.ifPresent(id -> json.writeStringProperty("re", id));
    }

    private void start(String type, Optional<String> re, String doc) {
        start(type, re);
        json.writeStringProperty("doc", doc);
    }

    private void raw(String name, Json value) {
        json.writeName(name);
        values.write(json, value);
    }
}
