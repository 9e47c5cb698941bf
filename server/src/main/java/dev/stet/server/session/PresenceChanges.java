package dev.stet.server.session;

import dev.stet.server.document.PresenceChange;
import dev.stet.server.protocol.Change;
import dev.stet.server.protocol.ClientMessage;
import dev.stet.server.protocol.Json;
import dev.stet.server.storage.Bytes;
import java.util.Optional;
import java.util.function.Function;

/** Presence updates of the protocol as the changes that documents take. */
final class PresenceChanges {
    private PresenceChanges() {}

    static PresenceChange of(ClientMessage.UpdatePresence update) {
        return new PresenceChange(
                update.revision(),
                change(update.selection(), selection -> selection),
                change(update.state(), json -> Bytes.wrap(json.encoded())));
    }

    /** Returns the length of the new state in bytes, 0 if there is none. */
    static int stateBytes(ClientMessage.UpdatePresence update) {
        return update.state() instanceof Change.Set<Json>(var json) ? json.encoded().length : 0;
    }

    private static <T, R> Optional<Optional<R>> change(Change<T> change, Function<T, R> as) {
        return switch (change) {
            case Change.Keep<T> keep -> Optional.empty();
            case Change.Remove<T> remove -> Optional.of(Optional.empty());
            case Change.Set<T>(var value) -> Optional.of(Optional.of(as.apply(value)));
        };
    }
}
