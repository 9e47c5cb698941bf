package dev.stet.server.storage;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;

/**
 * Writers and the numbers they are stored by. A number never changes, so what is remembered here stays true; it is
 * bounded, and what is not remembered is asked of the database.
 *
 * <p>Threads: thread-safe; a handle belongs to its caller.
 */
final class WriterTable {

    /** When so many are remembered, all are forgotten: each costs one query to learn again. */
    static final int MAX_REMEMBERED = 10_000;

    /** In which they are inserted: two servers that insert the same ones do not lock each other out. */
    private static final Comparator<Writer> ORDER =
            Comparator.comparing(Writer::client).thenComparing(Writer::author);

    private final Map<Writer, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, Writer> writers = new ConcurrentHashMap<>();

    /**
     * Gives numbers to those who have none, in one transaction of their own: not for use in another one. A commit for each would cost
     * more than what most of them ever write.
     */
    void intern(Handle handle, Stream<Writer> all) {
        Set<Writer> unknown = new TreeSet<>(ORDER);
        all.filter(writer -> !numbers.containsKey(writer)).forEach(unknown::add);
        boolean done = unknown.isEmpty();
        while (!done) {
            done = findOrInsert(handle, unknown);
        }
    }

    /** Returns false if another node was faster with one of them, which is found the next time. */
    private boolean findOrInsert(Handle handle, Set<Writer> unknown) {
        Map<Writer, Integer> stored = new HashMap<>();
        try {
            handle.useTransaction(transaction -> unknown.forEach(writer ->
                    stored.put(writer, find(transaction, writer).orElseGet(() -> insert(transaction, writer)))));
        } catch (JdbiException e) {
            if (SqlState.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
        stored.forEach(this::remember);
        return true;
    }

    private static int insert(Handle handle, Writer writer) {
        try (Update insert = handle.createUpdate("insert into writer (client, author) values (?, ?)")) {
            return insert.bind(0, writer.client())
                    .bind(1, writer.author())
                    .executeAndReturnGeneratedKeys("writer")
                    .mapTo(Integer.class)
                    .one();
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
