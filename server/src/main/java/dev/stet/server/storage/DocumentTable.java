package dev.stet.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Rows of documents. A handle belongs to its caller. */
final class DocumentTable {
    private static final String COLUMNS = "select document, id, doc_type, created_ms, deleted_ms from document ";

    private DocumentTable() {}

    static Optional<DocumentInfo> find(Handle handle, String id) {
        return handle.createQuery(COLUMNS + "where id = ?")
                .bind(0, id)
                .map(DocumentTable::info)
                .findOne();
    }

    static List<DocumentInfo> list(Handle handle, String afterId, int limit) {
        return handle.createQuery(COLUMNS + "where id > ? order by id limit ?")
                .bind(0, afterId)
                .bind(1, limit)
                .map(DocumentTable::info)
                .list();
    }

    /** Creates the document, or nothing if there is one. */
    static Optional<StoredDocument> create(Handle handle, String id, String docType, long nowMs) {
        try (Update insert = handle.createUpdate("insert into document (id, doc_type, created_ms) values (?, ?, ?)")) {
            return insert.bind(0, id)
                    .bind(1, docType)
                    .bind(2, nowMs)
                    .executeAndReturnGeneratedKeys("document")
                    .map((row, context) -> new StoredDocument(row.getLong(1), id, docType))
                    .findOne();
        } catch (JdbiException e) {
            if (SqlState.isDuplicateKey(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Creates a document with the times it has elsewhere. */
    static StoredDocument adopt(Handle handle, DocumentInfo from) {
        String id = from.document().id();
        if (find(handle, id).isPresent()) {
            throw new StorageException("The store has such a document already, document=" + id);
        }
        handle.createUpdate("insert into document (id, doc_type, created_ms, deleted_ms) values (?, ?, ?, ?)")
                .bind(0, id)
                .bind(1, from.document().docType())
                .bind(2, from.createdMs())
                .bind(3, boxed(from.deletedMs()))
                .execute();
        return find(handle, id).orElseThrow().document();
    }

    /** Removes a document and its log, in the handle's transaction. */
    static void remove(Handle handle, long document) {
        for (String table : List.of("operation", "squashed", "squashed_client", "document")) {
            handle.execute("delete from " + table + " where document = ?", document);
        }
    }

    static int setDeleted(Handle handle, long document, OptionalLong deletedMs) {
        return handle.createUpdate("update document set deleted_ms = ? where document = ?")
                .bind(0, boxed(deletedMs))
                .bind(1, document)
                .execute();
    }

    /** Returns those of the documents that are deleted. */
    static Set<Long> deleted(Handle handle, List<Long> documents) {
        return handle.createQuery(
                        "select document from document where document in (<documents>) and deleted_ms is not null")
                .bindList("documents", documents)
                .mapTo(Long.class)
                .set();
    }

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static DocumentInfo info(ResultSet row, StatementContext context) throws SQLException {
        StoredDocument document = new StoredDocument(row.getLong(1), row.getString(2), row.getString(3));
        long createdMs = row.getLong(4);
        long deletedMs = row.getLong(5);
        return new DocumentInfo(document, createdMs, row.wasNull() ? OptionalLong.empty() : OptionalLong.of(deletedMs));
    }
}
