package dev.stet.cli.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import dev.stet.server.telemetry.LogLevels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is logged where, and how that is changed. */
class LoggingTest {
    @TempDir
    Path folder;

    @AfterEach
    void asBefore() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    @Test
    void levelsChangeWhileTheProgramRuns() throws Exception {
        LogLevels levels = Logging.setUp(LogFormat.TEXT, LogLevels.Level.WARN, Optional.empty());
        Logger logger = LoggerFactory.getLogger("dev.stet.server.session.Session");
        assertThat(logger.isInfoEnabled()).isFalse();
        assertThat(levels.level("dev.stet.server.session")).hasValue(LogLevels.Level.WARN);
        assertThat(levels.set("dev.stet.server.session", LogLevels.Level.DEBUG)).isTrue();
        assertThat(levels.level("dev.stet.server.session.Session")).hasValue(LogLevels.Level.DEBUG);
        assertThat(logger.isDebugEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger("dev.stet.server.journal").isInfoEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger("org.eclipse.jetty").isInfoEnabled()).isFalse();
    }

    @Test
    void theAuditLogIsAppendedToItsFile() throws Exception {
        Path file = Files.writeString(folder.resolve("audit.jsonl"), "{}\n");
        Logging.setUp(LogFormat.TEXT, LogLevels.Level.ERROR, Optional.of(file));
        LoggerFactory.getLogger("stet.audit").info("document created, document={} by={}", "minutes", "ada");
        LoggerFactory.getLogger("dev.stet.server").error("something else");
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .last()
                .asString()
                .contains("\"document\":\"minutes\",\"by\":\"ada\"");
    }

    @Test
    void anAuditFileThatCannotBeWrittenIsSaid() {
        assertThatThrownBy(() -> Logging.setUp(
                        LogFormat.TEXT, LogLevels.Level.WARN, Optional.of(folder.resolve("none/audit.jsonl"))))
                .isInstanceOf(IOException.class);
    }
}
