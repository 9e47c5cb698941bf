package dev.stet.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** What is logged while it is open. Thread-safe. */
final class Lines implements AutoCloseable {
    private final Logger logger;
    private final Level before;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private Lines(String name, Level level) {
        this.logger = (Logger) LoggerFactory.getLogger(name);
        this.before = logger.getLevel();
        appender.start();
        logger.setLevel(level);
        logger.addAppender(appender);
    }

    /** Listens to a logger and those below it. */
    static Lines of(String logger, Level level) {
        return new Lines(logger, level);
    }

    /** Returns the messages so far. */
    List<String> messages() {
        return events().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Returns the messages so far, with all that their exceptions say. */
    List<String> whole() {
        return events().map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }

    private Stream<ILoggingEvent> events() {
        return List.copyOf(appender.list).stream();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(before);
    }
}
