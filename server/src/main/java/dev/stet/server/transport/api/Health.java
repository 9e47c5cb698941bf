package dev.stet.server.transport.api;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Whether the server can do its work. Thread-safe. */
@FunctionalInterface
public interface Health {
    /** Finds out what keeps documents from being opened and written now, in a few words; nothing if all is well. */
    CompletableFuture<Optional<String>> problem();
}
