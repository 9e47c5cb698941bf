package dev.stet.server.storage;

import java.nio.file.Path;

/** Changes a store in a folder behind everybody's back, while nobody has it open. */
public final class Damage {
    private Damage() {}

    /** Runs a statement that no store would. */
    public static void in(Path folder, String sql) {
        try (Database database = H2File.in(folder, Durability.FORCED).open()) {
            int rows = database.write("damage a store", handle -> handle.execute(sql));
            if (rows == 0) {
                throw new IllegalStateException("nothing was damaged, sql=" + sql);
            }
        }
    }
}
