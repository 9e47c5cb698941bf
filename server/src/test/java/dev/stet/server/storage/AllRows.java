package dev.stet.server.storage;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all tables of a store have in them, while nobody has it open, whatever the store would show of that. */
public final class AllRows {
    private AllRows() {}

    /** Returns the rows of each table, as text. */
    public static Map<String, List<String>> of(StoreLocation location) {
        try (Database database = open(location)) {
            return database.read("read all tables", handle -> {
                Map<String, List<String>> rows = new TreeMap<>();
                for (String table : handle.createQuery("select table_name from information_schema.tables"
                                + " where lower(table_schema) = 'public' and table_type = 'BASE TABLE'")
                        .mapTo(String.class)
                        .list()) {
                    rows.put(
                            table,
                            handle
                                    .createQuery("select * from \"" + table + '"')
                                    .map((row, context) -> row(row))
                                    .stream()
                                    .sorted()
                                    .toList());
                }
                return rows;
            });
        }
    }

    private static Database open(StoreLocation location) {
        return switch (location) {
            case StoreLocation.Folder(Path folder) ->
                H2File.in(folder, Durability.FORCED).open();
            case StoreLocation.Postgres postgres ->
                new PostgresConnector(postgres, Durability.FORCED).open(Duration.ZERO);
        };
    }

    private static String row(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            values.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value));
        }
        return values.toString();
    }
}
