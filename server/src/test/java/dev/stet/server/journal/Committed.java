package dev.stet.server.journal;

import dev.stet.server.storage.StorageException;

/** A listener that does something when all went well, which it has to. */
class Committed implements Journal.Listener {
    private final Runnable then;

    Committed(Runnable then) {
        this.then = then;
    }

    @Override
    public final void committed() {
        then.run();
    }

    @Override
    public final void conflicted() {
        throw new AssertionError("unexpected");
    }

    @Override
    public final void failed(StorageException cause) {
        throw new AssertionError("unexpected", cause);
    }
}
