package dev.stet.server.protocol;

import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Client messages as objects with named fields, both ways. */
final class ClientMessages {
    private ClientMessages() {}

    static ClientMessage of(JsonFields fields) throws ProtocolException {
        String type = fields.string("type");
        return switch (type) {
            case "op:submit" ->
                new ClientMessage.Submit(
                        fields.id(),
                        fields.doc(),
                        fields.integer("revision", 0),
                        fields.integer("seq", 1),
                        fields.operation("op"),
                        fields.selection("selection"));
            case "presence:update" ->
                new ClientMessage.UpdatePresence(
                        fields.id(),
                        fields.doc(),
                        fields.integer("revision", 0),
                        fields.selectionChange("selection"),
                        fields.stateChange("state"));
            case "doc:open" ->
                new ClientMessage.Open(
                        fields.id(),
                        fields.doc(),
                        fields.string("docType", "text"),
                        fields.bool("create", false),
                        fields.optionalInteger("since", 0),
                        fields.optionalInteger("inFlight", 1),
                        fields.has("store") ? Optional.of(fields.string("store")) : Optional.empty(),
                        fields.has("share") ? Optional.of(new Credential(fields.string("share"))) : Optional.empty());
            case "doc:close" -> new ClientMessage.Close(fields.id(), fields.doc());
            case "session:renew" -> new ClientMessage.Renew(fields.id(), new Credential(fields.string("token")));
            case "ping" -> new ClientMessage.Ping(fields.id());
            default -> throw fields.fault(ErrorCode.UNKNOWN_MESSAGE, "there is no such message");
        };
    }

    static void write(ClientMessage message, JsonGenerator json, ValueWriter values) {
        json.writeStartObject();
        switch (message) {
            case ClientMessage.Open open -> {
                start(json, "doc:open", message);
                json.writeStringProperty("doc", open.doc());
                json.writeStringProperty("docType", open.docType());
                json.writeBooleanProperty("create", open.create());
                open.since().ifPresent(revision -> json.writeNumberProperty("since", revision));
                open.inFlight().ifPresent(seq -> json.writeNumberProperty("inFlight", seq));
                open.store().ifPresent(store -> json.writeStringProperty("store", store));
                open.share().ifPresent(share -> json.writeStringProperty("share", share.value()));
            }
            case ClientMessage.Close close -> {
                start(json, "doc:close", message);
                json.writeStringProperty("doc", close.doc());
            }
            case ClientMessage.Submit submit -> {
                start(json, "op:submit", message);
                json.writeStringProperty("doc", submit.doc());
                json.writeNumberProperty("revision", submit.revision());
                json.writeNumberProperty("seq", submit.seq());
                json.writeName("op");
                values.write(json, submit.op());
                submit.selection().ifPresent(selection -> Selections.write(json, selection));
            }
            case ClientMessage.UpdatePresence update -> {
                start(json, "presence:update", message);
                json.writeStringProperty("doc", update.doc());
                json.writeNumberProperty("revision", update.revision());
                switch (update.selection()) {
                    case Change.Set<dev.stet.ot.Selection>(var selection) -> Selections.write(json, selection);
                    case Change.Remove<dev.stet.ot.Selection> remove -> json.writeNullProperty("selection");
                    case Change.Keep<dev.stet.ot.Selection> keep -> {}
                }
                switch (update.state()) {
                    case Change.Set<Json>(var state) -> {
                        json.writeName("state");
                        values.write(json, state);
                    }
                    case Change.Remove<Json> remove -> json.writeNullProperty("state");
                    case Change.Keep<Json> keep -> {}
                }
            }
            case ClientMessage.Renew renew -> {
                start(json, "session:renew", message);
                json.writeStringProperty("token", renew.token().value());
            }
            case ClientMessage.Ping ping -> start(json, "ping", message);
        }
        json.writeEndObject();
    }

    private static void start(JsonGenerator json, String type, ClientMessage message) {
        json.writeStringProperty("type", type);
        message.id().ifPresent(id -> json.writeStringProperty("id", id));
    }
}
