package dev.stet.server.storage;

import java.sql.SQLException;

/** Error states that all engines report alike. */
final class SqlState {

    private static final String DUPLICATE_KEY = "23505";

    private SqlState() {}

    /** Returns if the failure means that a unique key is taken. */
    static boolean isDuplicateKey(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DUPLICATE_KEY.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
