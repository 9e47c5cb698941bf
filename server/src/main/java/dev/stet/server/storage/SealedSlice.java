package dev.stet.server.storage;

/**
 * A slice as it stands in the store. Immutable.
 *
 * @param logHash the hash of the log's entry at the slice's end, which the entry after it goes on from
 * @param seal what was stored as the slice's own hash, see {@link Slice#seal}; whether it fits is for the reader to find out
 */
public record SealedSlice(Slice slice, ChainHash logHash, ChainHash seal) {}
