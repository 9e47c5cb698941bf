package dev.stet.server.storage;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;

/** Access lists and share links as tables. Thread-safe. */
final class AccessTables implements AccessStorage {
    private static final String SHARE = "id, document, secret_hash, role, created_ms, created_by, expires_ms";

    private static final RowMapper<StoredShare> AS_SHARE = (row, context) -> {
        long expiresMs = row.getLong(7);
        boolean expires = !row.wasNull();
        return new StoredShare(
                row.getString(1),
                row.getString(2),
                Bytes.wrap(row.getBytes(3)),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                expires ? OptionalLong.of(expiresMs) : OptionalLong.empty());
    };

    /** A list with one of its entries, or with none if it is empty. */
    private record Row(String document, long version, Optional<String> user, Optional<String> role) {
        StoredAccess list() {
            return new StoredAccess(version, user.isPresent() ? Map.of(user.get(), role.orElseThrow()) : Map.of());
        }
    }

    private final Database database;

    AccessTables(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, StoredAccess> lists(Collection<String> documents) {
        if (documents.isEmpty()) {
            return Map.of();
        }
        return database.read("read access lists, documents=" + documents.size(), handle -> {
            Map<String, StoredAccess> lists = new HashMap<>();
            // one statement: version and entries are of the same moment
            handle.createQuery("""
                            select l.document, l.version, e.user_id, e.role
                            from access_list l left join access_entry e on e.document = l.document
                            where l.document in (<documents>)""")
                    .bindList("documents", List.copyOf(documents))
                    .map((row, context) -> new Row(
                            row.getString(1),
                            row.getLong(2),
                            Optional.ofNullable(row.getString(3)),
                            Optional.ofNullable(row.getString(4))))
                    .forEach(row -> lists.merge(row.document(), row.list(), AccessTables::together));
            return lists;
        });
    }

    private static StoredAccess together(StoredAccess one, StoredAccess other) {
        Map<String, String> roles = new HashMap<>(one.roles());
        roles.putAll(other.roles());
        return new StoredAccess(one.version(), roles);
    }

    @Override
    public Map<String, AccessMark> marks(Collection<String> documents) {
        if (documents.isEmpty()) {
            return Map.of();
        }
        return database.read("look for changes of access, documents=" + documents.size(), handle -> {
            Map<String, AccessMark> marks = new HashMap<>();
            handle.createQuery("""
                            select document, version, 0, 0 from access_list where document in (<documents>)
                            union all
                            select document, 0, count(*), sum(created_ms) from share_link
                            where document in (<documents>) group by document""")
                    .bindList("documents", List.copyOf(documents))
                    .map((row, context) ->
                            Map.entry(row.getString(1), new AccessMark(row.getLong(2), row.getLong(3), row.getLong(4))))
                    .forEach(mark -> marks.merge(mark.getKey(), mark.getValue(), AccessMark::plus));
            return marks;
        });
    }

    @Override
    public boolean replace(String document, StoredAccess list) {
        return database.write("write an access list, document=" + document, handle -> {
            try {
                return handle.inTransaction(transaction -> replace(transaction, document, list));
            } catch (JdbiException e) {
                if (SqlState.isDuplicateKey(e)) { // somebody else made the first list
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public void adopt(String document, StoredAccess list) {
        database.write("take over an access list, document=" + document, handle -> {
            handle.useTransaction(transaction -> {
                transaction.execute(
                        "insert into access_list (document, version) values (?, ?)", document, list.version());
                insertRoles(transaction, document, list);
            });
            return list.version();
        });
    }

    private static boolean replace(Handle handle, String document, StoredAccess list) {
        if (list.version() == 1) {
            handle.execute("insert into access_list (document, version) values (?, 1)", document);
        } else if (handle.execute(
                        "update access_list set version = ? where document = ? and version = ?",
                        list.version(),
                        document,
                        list.version() - 1)
                == 0) {
            return false;
        }
        handle.execute("delete from access_entry where document = ?", document);
        insertRoles(handle, document, list);
        return true;
    }

    private static void insertRoles(Handle handle, String document, StoredAccess list) {
        list.roles()
                .forEach((user, role) -> handle.execute(
                        "insert into access_entry (document, user_id, role) values (?, ?, ?)", document, user, role));
    }

    @Override
    public List<StoredShare> shares(String document) {
        return database.read(
                "read share links, document=" + document,
                handle -> handle.createQuery(
                                "select " + SHARE + " from share_link where document = ? order by created_ms, id")
                        .bind(0, document)
                        .map(AS_SHARE)
                        .list());
    }

    @Override
    public Optional<StoredShare> share(Bytes secretHash) {
        return database.read(
                "find a share link",
                handle -> handle.createQuery("select " + SHARE + " from share_link where secret_hash = ?")
                        .bind(0, secretHash.array())
                        .map(AS_SHARE)
                        .findOne());
    }

    @Override
    public void addShare(StoredShare share) {
        int added = database.write(
                "add a share link, document=" + share.document(),
                handle -> handle.createUpdate("insert into share_link (" + SHARE + ") values (?, ?, ?, ?, ?, ?, ?)")
                        .bind(0, share.id())
                        .bind(1, share.document())
                        .bind(2, share.secretHash().array())
                        .bind(3, share.role())
                        .bind(4, share.createdMs())
                        .bind(5, share.createdBy())
                        .bind(
                                6,
                                share.expiresMs().isPresent()
                                        ? (Long) share.expiresMs().getAsLong()
                                        : null)
                        .execute());
        if (added != 1) {
            throw new StorageException("The share link was not added, document=" + share.document());
        }
    }

    @Override
    public boolean removeShare(String document, String id) {
        return database.write(
                        "remove a share link, document=" + document,
                        handle -> handle.execute("delete from share_link where document = ? and id = ?", document, id))
                > 0;
    }
}
