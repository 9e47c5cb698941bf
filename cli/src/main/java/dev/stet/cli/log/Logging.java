package dev.stet.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.stet.server.telemetry.LogLevels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Sets up what is logged, how and where. What libraries say is logged from {@code WARN} on, always. */
public final class Logging {
    private static final String OWN = "dev.stet";
    private static final String AUDIT = "stet.audit";

    private Logging() {}

    /**
     * Sets up the log of this process, on standard error.
     *
     * @param auditFile where changes of access are written instead, as JSON; appended to what is there
     * @return what to change levels with
     * @throws IOException if the file cannot be written
     */
    public static LogLevels setUp(LogFormat format, LogLevels.Level level, Optional<Path> auditFile)
            throws IOException {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setTarget("System.err");
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(started(context, console, format));
        context.getLogger(OWN).setLevel(Level.valueOf(level.name()));
        Logger audit = context.getLogger(AUDIT);
        audit.setLevel(Level.INFO);
        if (auditFile.isPresent()) {
            audit.addAppender(started(context, file(auditFile.get()), LogFormat.JSON));
            audit.setAdditive(false);
        }
        return new LogbackLevels(context);
    }

    private static FileAppender<ILoggingEvent> file(Path path) throws IOException {
        // the appender would only complain to itself
        Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                .close();
        FileAppender<ILoggingEvent> file = new FileAppender<>();
        file.setFile(path.toString());
        file.setAppend(true);
        return file;
    }

    private static OutputStreamAppender<ILoggingEvent> started(
            LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, LogFormat format) {
        Encoder<ILoggingEvent> encoder = switch (format) {
            case TEXT -> new TextLines();
            case JSON -> new JsonLines();
        };
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
