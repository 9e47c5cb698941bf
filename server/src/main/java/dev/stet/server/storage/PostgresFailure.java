package dev.stet.server.storage;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/** What errors of PostgreSQL mean to somebody who runs a server. */
enum PostgresFailure {
    UNREACHABLE("the database cannot be reached", true),
    STARTING_OR_STOPPING("the database is starting or stopping", true),
    FULL_OF_CONNECTIONS("the database takes no more connections", true),
    BUSY("no connection to the database became free in time", false),
    LOGIN_REFUSED("the database refuses the user or the password", false),
    NO_SUCH_DATABASE("there is no such database", false),
    NOT_PERMITTED("the user may not do that in the database", false),
    READ_ONLY("the database can only be read", false),
    TOO_SLOW("the database did not answer in time", false),
    OUT_OF_SPACE("the database is out of space or memory", false),
    OTHER("the database failed", false);

    private final String sentence;
    private final boolean passing;

    PostgresFailure(String sentence, boolean passing) {
        this.sentence = sentence;
        this.passing = passing;
    }

    /** Returns whether it may be over in a moment without anybody doing anything. */
    boolean isPassing() {
        return passing;
    }

    /** Returns what it means, in words. */
    String sentence() {
        return sentence;
    }

    /** Returns what to throw. */
    static StorageException exception(String doing, Exception failure) {
        Exception cause = sqlCause(failure).map(Exception.class::cast).orElse(failure);
        return new StorageException("Could not " + doing + ": " + of(failure).sentence, cause);
    }

    /** Returns what a failure of the driver, the pool or Jdbi means. */
    static PostgresFailure of(Throwable failure) {
        return sqlCause(failure).map(PostgresFailure::meaning).orElse(OTHER);
    }

    private static PostgresFailure meaning(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case "57P01", "57P02", "57P03" -> STARTING_OR_STOPPING;
            case "53300" -> FULL_OF_CONNECTIONS;
            case "3D000" -> NO_SUCH_DATABASE;
            case "42501" -> NOT_PERMITTED;
            case "25006" -> READ_ONLY;
            case "57014", "55P03" -> TOO_SLOW;
            default -> meaningOfClass(state, failure);
        };
    }

    private static PostgresFailure meaningOfClass(String state, SQLException failure) {
        if (state.startsWith("08")) {
            return UNREACHABLE;
        }
        if (state.startsWith("28")) {
            return LOGIN_REFUSED;
        }
        if (state.startsWith("53")) {
            return OUT_OF_SPACE;
        }
        return failure instanceof SQLTransientConnectionException ? BUSY : OTHER; // which is the pool's own
    }

    /** Returns the innermost error of SQL: pool and Jdbi wrap those of the driver. */
    private static Optional<SQLException> sqlCause(Throwable failure) {
        SQLException innermost = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                innermost = sql;
            }
        }
        return Optional.ofNullable(innermost);
    }
}
