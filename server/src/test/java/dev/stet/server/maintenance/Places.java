package dev.stet.server.maintenance;

import dev.stet.server.storage.Durability;
import dev.stet.server.storage.H2Storage;
import dev.stet.server.storage.Storage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Stores of tests, in folders. */
final class Places {
    private Places() {}

    static Storage open(Path folder) {
        return H2Storage.open(folder, Durability.RELAXED);
    }

    /** Changes rows behind the back of a store that is closed, as a fault of a disk or a stranger would. */
    static void damage(Path folder, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + folder.resolve("stet"), "sa", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                if (statement.executeUpdate(sql) == 0) {
                    throw new IllegalStateException("nothing was damaged by: " + sql);
                }
            }
        }
    }
}
