package dev.stet.server.storage;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** The one row about the store itself. A handle belongs to its caller. */
final class StoreTable {
    private StoreTable() {}

    /** Returns the store's id; gives it one if it is new. */
    static String id(Database database) {
        Optional<String> known = database.read("read the id of the store", StoreTable::read);
        return known.orElseGet(() -> database.write("give the store an id", StoreTable::make));
    }

    private static String make(Handle handle) {
        try {
            handle.execute(
                    "insert into store (single, id, checked_ms) values (1, ?, 0)",
                    UUID.randomUUID().toString());
        } catch (JdbiException e) {
            if (!SqlState.isDuplicateKey(e)) { // else another server was faster
                throw e;
            }
        }
        return read(handle).orElseThrow();
    }

    private static Optional<String> read(Handle handle) {
        return handle.createQuery("select id from store").mapTo(String.class).findOne();
    }

    static int check(Handle handle, long nowMs) {
        return handle.execute("update store set checked_ms = ?", nowMs);
    }
}
