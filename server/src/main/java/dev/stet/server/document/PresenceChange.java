package dev.stet.server.document;

import dev.stet.ot.Selection;
import dev.stet.server.storage.Bytes;
import java.util.Optional;

/**
 * What changes in a reader's presence. Immutable.
 *
 * @param revision the revision that the selection is on
 * @param selection the new selection, or that there is none now; absent to leave it as it is
 * @param state the new state, UTF-8 JSON, or that there is none now; absent to leave it as it is
 */
public record PresenceChange(long revision, Optional<Optional<Selection>> selection, Optional<Optional<Bytes>> state) {}
