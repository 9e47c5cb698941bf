package dev.stet.cli.log;

import static ch.qos.logback.classic.Level.ERROR;
import static ch.qos.logback.classic.Level.INFO;
import static ch.qos.logback.classic.Level.WARN;

import ch.qos.logback.classic.LoggerContext;
import dev.stet.server.telemetry.LogLevels;
import java.util.Optional;

/** Levels of Logback's loggers. Thread-safe. */
record LogbackLevels(LoggerContext context) implements LogLevels {
    @Override
    public Optional<Level> level(String logger) {
        ch.qos.logback.classic.Level effective = context.getLogger(logger).getEffectiveLevel();
        if (effective.isGreaterOrEqual(ERROR)) {
            return Optional.of(Level.ERROR);
        }
        if (effective.isGreaterOrEqual(WARN)) {
            return Optional.of(Level.WARN);
        }
        return Optional.of(effective.isGreaterOrEqual(INFO) ? Level.INFO : Level.DEBUG);
    }

    @Override
    public boolean set(String logger, Level level) {
        context.getLogger(logger).setLevel(ch.qos.logback.classic.Level.valueOf(level.name()));
        return true;
    }
}
