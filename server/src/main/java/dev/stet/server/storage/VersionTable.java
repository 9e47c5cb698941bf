package dev.stet.server.storage;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Rows of named versions. A handle belongs to its caller. */
final class VersionTable {
    private VersionTable() {}

    static List<NamedVersion> list(Handle handle, long document) {
        return handle.createQuery("""
                        select name, revision, created_ms, author from named_version where document = ?
                        order by revision, name""")
                .bind(0, document)
                .map((row, context) ->
                        new NamedVersion(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)))
                .list();
    }

    /** Returns whether the name was free. */
    static boolean add(Handle handle, long document, NamedVersion version) {
        try {
            handle.execute(
                    "insert into named_version (document, name, revision, created_ms, author) values (?, ?, ?, ?, ?)",
                    document,
                    version.name(),
                    version.revision(),
                    version.createdMs(),
                    version.author());
            return true;
        } catch (JdbiException e) {
            if (SqlState.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Returns whether there was such a name. */
    static boolean remove(Handle handle, long document, String name) {
        return handle.execute("delete from named_version where document = ? and name = ?", document, name) > 0;
    }
}
