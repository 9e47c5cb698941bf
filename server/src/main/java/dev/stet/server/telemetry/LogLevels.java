package dev.stet.server.telemetry;

import java.util.Optional;

/**
 * How much is logged, while the server runs. Whoever starts the server knows what it logs with, and implements this.
 * Threads: thread-safe.
 */
public interface LogLevels {

    /** How much. */
    enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** For a server that cannot change it. */
    LogLevels FIXED = new LogLevels() {
        @Override
        public Optional<Level> level(String logger) {
            return Optional.empty();
        }

        @Override
        public boolean set(String logger, Level level) {
            return false;
        }
    };

    /** Returns how much a logger says, or nothing if that cannot be known here. */
    Optional<Level> level(String logger);

    /** Changes how much a logger, and those below it, say. Returns false if that cannot be done here. */
    boolean set(String logger, Level level);
}
