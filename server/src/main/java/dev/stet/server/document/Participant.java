package dev.stet.server.document;

import dev.stet.ot.Selection;
import dev.stet.server.storage.Bytes;
import java.util.Optional;

/**
 * Somebody who has a document open. Immutable.
 *
 * @param id the participant's name within the document
 * @param user id of the user
 * @param selection where they are, on the durable revision of the {@link Published} this is part of
 * @param state what else they show: UTF-8 JSON that is passed on as it is
 * @param version the presence version at which this last changed; being moved by operations is not a change
 */
public record Participant(String id, String user, Optional<Selection> selection, Optional<Bytes> state, long version) {}
