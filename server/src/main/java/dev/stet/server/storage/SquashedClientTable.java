package dev.stet.server.storage;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Rows of the last operations that clients have in squashed parts of logs. A handle belongs to its caller. */
final class SquashedClientTable {
    private SquashedClientTable() {}

    /** Remembers the clients of entries that are about to be squashed, within the handle's transaction. */
    static void remember(Handle handle, long document, long upTo) {
        handle.execute("""
                delete from squashed_client where document = ? and client in (select w.client from operation o
                    join writer w on w.writer = o.writer where o.document = ? and o.revision <= ?)""", document, document, upTo);
        handle.execute("""
                insert into squashed_client (document, client, sequence, revision)
                select o.document, w.client, max(o.sequence), max(o.revision) from operation o
                    join writer w on w.writer = o.writer where o.document = ? and o.revision <= ?
                group by o.document, w.client""", document, upTo);
    }

    static List<SquashedClient> list(Handle handle, long document, String afterClient, int limit) {
        return handle.createQuery("""
                        select client, sequence, revision from squashed_client where document = ? and client > ?
                        order by client limit ?""")
                .bind(0, document)
                .bind(1, afterClient)
                .bind(2, limit)
                .map((row, context) ->
                        new SquashedClient(row.getString(1), new LastSequence(row.getLong(2), row.getLong(3))))
                .list();
    }

    static void insert(Handle handle, long document, List<SquashedClient> clients) {
        if (clients.isEmpty()) {
            return;
        }
        try (PreparedBatch rows = handle.prepareBatch(
                "insert into squashed_client (document, client, sequence, revision) values (?, ?, ?, ?)")) {
            for (SquashedClient client : clients) {
                rows.bind(0, document)
                        .bind(1, client.client())
                        .bind(2, client.last().sequence())
                        .bind(3, client.last().revision())
                        .add();
            }
            rows.execute();
        }
    }

    /**
     * Makes what is known of clients fit a log that now ends at a revision: what they had after it counts as there, since
     * nobody knows what came before it. A log without a squashed part knows no clients.
     */
    static void cut(Handle handle, long document, long lastRevision) {
        if (lastRevision <= 0) {
            handle.execute("delete from squashed_client where document = ?", document);
        }
        handle.execute(
                "update squashed_client set revision = ? where document = ? and revision > ?",
                lastRevision,
                document,
                lastRevision);
    }

    static Optional<LastSequence> last(Handle handle, long document, String client) {
        return handle.createQuery("select sequence, revision from squashed_client where document = ? and client = ?")
                .bind(0, document)
                .bind(1, client)
                .map((row, context) -> new LastSequence(row.getLong(1), row.getLong(2)))
                .findOne();
    }
}
