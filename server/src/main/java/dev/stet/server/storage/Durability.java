package dev.stet.server.storage;

/** What a store promises when an append returns. */
public enum Durability {
    /** Committed and forced to disk: survives the loss of power. The default. */
    FORCED,

    /** Committed and handed to the operating system: survives the end of the process, not the loss of power. */
    RELAXED
}
