package dev.stet.server.storage;

/**
 * A store that says that others write to it: what a node of several has. Closing it leaves the store behind it open, for
 * the other nodes. Thread-safe if that is.
 */
public final class SharedStorage extends ForwardingStorage {
    public SharedStorage(Storage storage) {
        super(storage);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void close() {
        // the others still use it
    }
}
