package dev.stet.server.protocol;

import dev.stet.ot.Selection;
import java.util.Optional;
import java.util.OptionalLong;

/** What a client says. The fields are explained in {@code PROTOCOL.md}. */
public sealed interface ClientMessage {

    /** Returns the message's id, which the direct answer repeats. */
    Optional<String> id();

    /** {@code doc:open} */
    record Open(
            Optional<String> id,
            String doc,
            String docType,
            boolean create,
            OptionalLong since,
            OptionalLong inFlight,
            Optional<String> store,
            Optional<Credential> share)
            implements ClientMessage {

        /** Opens a document that was not open before, or in whatever store, without a share link. */
        public Open(
                Optional<String> id,
                String doc,
                String docType,
                boolean create,
                OptionalLong since,
                OptionalLong inFlight) {
            this(id, doc, docType, create, since, inFlight, Optional.empty(), Optional.empty());
        }
    }

    /** {@code doc:close} */
    record Close(Optional<String> id, String doc) implements ClientMessage {}

    /** {@code op:submit} */
    record Submit(Optional<String> id, String doc, long revision, long seq, Json op, Optional<Selection> selection)
            implements ClientMessage {}

    /** {@code presence:update} */
    record UpdatePresence(
            Optional<String> id, String doc, long revision, Change<Selection> selection, Change<Json> state)
            implements ClientMessage {}

    /** {@code session:renew} */
    record Renew(Optional<String> id, Credential token) implements ClientMessage {}

    /** {@code ping} */
    record Ping(Optional<String> id) implements ClientMessage {}
}
