package dev.stet.server.storage;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Writers and the numbers they are stored by. A number never changes, so what is remembered here stays true; it is
 * bounded, and what is not remembered is asked of the database.
 *
 * <p>Threads: thread-safe; a handle belongs to its caller.
 */
final class WriterTable {

    /** When so many are remembered, all are forgotten: each costs one query to learn again. */
    static final int MAX_REMEMBERED = 10_000;

    private final Map<Writer, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, Writer> writers = new ConcurrentHashMap<>();

    /** Gives the writer a number unless it has one. Commits that on its own: not for use in a transaction. */
    void intern(Handle handle, Writer writer) {
        if (numbers.containsKey(writer) || find(handle, writer).isPresent()) {
            return;
        }
        try {
            handle.execute("insert into writer (client, author) values (?, ?)", writer.client(), writer.author());
        } catch (JdbiException e) {
            if (!SqlState.isDuplicateKey(e)) { // else another node was faster
                throw e;
            }
        }
    }

    /** Returns the number of a writer that has one. */
    int number(Handle handle, Writer writer) {
        Integer known = numbers.get(writer);
        if (known != null) {
            return known;
        }
        int stored = find(handle, writer)
                .orElseThrow(() -> new StorageException("A writer has no number, client=" + writer.client()));
        remember(writer, stored);
        return stored;
    }

    /** Returns the writer with this number, if there is one. */
    Optional<Writer> writer(Handle handle, int number) {
        Writer known = writers.get(number);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Writer> stored = handle.createQuery("select client, author from writer where writer = ?")
                .bind(0, number)
                .map((row, context) -> new Writer(row.getString(1), row.getString(2)))
                .findOne();
        stored.ifPresent(writer -> remember(writer, number));
        return stored;
    }

    private static Optional<Integer> find(Handle handle, Writer writer) {
        return handle.createQuery("select writer from writer where client = ? and author = ?")
                .bind(0, writer.client())
                .bind(1, writer.author())
                .mapTo(Integer.class)
                .findOne();
    }

    private void remember(Writer writer, int number) {
        if (numbers.size() >= MAX_REMEMBERED || writers.size() >= MAX_REMEMBERED) {
            numbers.clear();
            writers.clear();
        }
        numbers.put(writer, number);
        writers.put(number, writer);
    }
}
