package dev.stet.server.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.postgresql.PGConnection;

/**
 * A PostgreSQL database. A commit is forced by the database itself, before anybody sees it, if its connection asks for
 * that: {@link PostgresConnector} does.
 *
 * <p>Threads: thread-safe. A caller that was interrupted before it called does no harm.
 */
final class PostgresDatabase implements Database {

    /** One statement, committed by itself: one round trip, however many rows. */
    private static final String INSERT = """
            insert into operation (document, revision, sequence, time_ms, writer, hash, payload)
            select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::integer[], ?::bytea[], ?::bytea[])""";

    private final Connections connections;

    PostgresDatabase(HikariDataSource pool) {
        this.connections = new Connections(pool, PostgresFailure::exception);
    }

    @Override
    public <T> T read(String doing, HandleCallback<T, SQLException> work) {
        return Uninterrupted.call(() -> connections.run(doing, work));
    }

    @Override
    public <T> T write(String doing, HandleCallback<T, SQLException> work) {
        return Uninterrupted.call(() -> connections.run(doing, work));
    }

    @Override
    public PoolUse pool() {
        return connections.use();
    }

    @Override
    public boolean insert(Handle handle, List<OperationRow> rows) throws SQLException {
        // keys are taken in one order by everybody: two servers that append to the same documents do not lock each
        // other out
        List<OperationRow> ordered = rows.stream()
                .sorted(Comparator.comparingLong(OperationRow::document)
                        .thenComparingLong(row -> row.entry().revision()))
                .toList();
        PGConnection arrays = handle.getConnection().unwrap(PGConnection.class);
        try (PreparedStatement insert = handle.getConnection().prepareStatement(INSERT)) {
            insert.setArray(1, arrays.createArrayOf("int8", longs(ordered, OperationRow::document)));
            insert.setArray(
                    2,
                    arrays.createArrayOf(
                            "int8", longs(ordered, row -> row.entry().revision())));
            insert.setArray(
                    3,
                    arrays.createArrayOf(
                            "int8", longs(ordered, row -> row.entry().sequence())));
            insert.setArray(
                    4,
                    arrays.createArrayOf(
                            "int8", longs(ordered, row -> row.entry().timeMs())));
            insert.setArray(
                    5,
                    arrays.createArrayOf(
                            "int4",
                            ordered.stream().mapToInt(OperationRow::writer).toArray()));
            insert.setArray(
                    6,
                    arrays.createArrayOf(
                            "bytea",
                            ordered.stream()
                                    .map(row -> row.stored().hash().toBytes())
                                    .toArray(byte[][]::new)));
            insert.setArray(
                    7,
                    arrays.createArrayOf(
                            "bytea",
                            ordered.stream()
                                    .map(row -> row.entry().operation().array())
                                    .toArray(byte[][]::new)));
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (SqlState.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    private static long[] longs(List<OperationRow> rows, ToLongFunction<OperationRow> column) {
        return rows.stream().mapToLong(column).toArray();
    }

    @Override
    public void close() {
        Uninterrupted.call(() -> {
            connections.close(() -> {});
            return this;
        });
    }
}
