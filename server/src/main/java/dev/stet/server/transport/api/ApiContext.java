package dev.stet.server.transport.api;

import dev.stet.server.auth.AccessControl;
import dev.stet.server.auth.AccessLists;
import dev.stet.server.document.DocumentTypes;
import dev.stet.server.health.Health;
import dev.stet.server.history.DocumentEdits;
import dev.stet.server.history.Histories;
import dev.stet.server.history.Versions;
import dev.stet.server.transport.entrance.Entrance;
import dev.stet.server.transport.entrance.Gate;
import dev.stet.server.transport.events.EventStream;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What the API needs. Immutable.
 *
 * @param accessLists who may do what, to be changed; empty on a server without accounts
 * @param operator what whoever runs the server sees of it
 * @param streams what streams of events have in common
 * @param draining whether no new stream is let in
 * @param maxOperationBytes the longest operation from a client, in bytes of UTF-8 JSON
 * @param maxBodyBytes the longest body that is not a document's whole content
 * @param maxContentBytes the longest content of a document
 */
public record ApiContext(
        Histories histories,
        DocumentEdits edits,
        Versions versions,
        DocumentTypes types,
        Health health,
        Entrance entrance,
        Gate gate,
        AccessControl access,
        Optional<AccessLists> accessLists,
        Operator operator,
        EventStream.Setting streams,
        BooleanSupplier draining,
        int maxOperationBytes,
        int maxBodyBytes,
        int maxContentBytes) {}
