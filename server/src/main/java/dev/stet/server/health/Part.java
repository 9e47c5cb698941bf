package dev.stet.server.health;

import java.util.Optional;

/** A part of the server that can be stuck. Thread-safe; does not wait. */
@FunctionalInterface
public interface Part {
    /** Returns what is the matter, in a few words; nothing if all is well. */
    Optional<String> problem();
}
