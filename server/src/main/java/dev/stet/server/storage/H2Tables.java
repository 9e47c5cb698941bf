package dev.stet.server.storage;

import java.time.InstantSource;

/** The tables of a store in an H2 database. Thread-safe. */
final class H2Tables extends JdbiStorage {

    H2Tables(H2File file, InstantSource clock) {
        super(file.open(), clock);
    }

    @Override
    public boolean isShared() {
        return false;
    }
}
